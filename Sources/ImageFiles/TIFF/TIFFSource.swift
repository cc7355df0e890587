import CTIFF
import Glibc

/// The bytes of a TIFF file as libtiff reads them, and what libtiff says about them.
///
/// libtiff prints on the standard error stream unless it has handlers. They are one pair for the process, but are given
/// the handle of the file in question, so that every message lands with its own reader, whatever other threads read.
/// (Handlers per file, `TIFFOpenOptions`, came with libtiff 4.5; Ubuntu 22.04 has 4.3.)
final class TIFFSource {
  private let data: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// Complaints so far: what libtiff could not do.
  private(set) var errors: [String] = []
  /// Complaints so far: what libtiff repaired or passed over.
  private(set) var warnings: [String] = []

  /// What libtiff is told the file is called; it begins some messages with it.
  private static let name = "TIFF"

  /// At most this many messages are kept of a file that gives rise to thousands.
  private static let mostMessages = 100

  /// Borrows the bytes of a file.
  init(_ data: UnsafeBufferPointer<UInt8>) { self.data = data }

  /// Opens the first directory; nil where there is none, and then `errors` says why. The source must outlive the result.
  func open() -> OpaquePointer? {
    _ = Self.handlersAreSet
    let handle = Unmanaged.passUnretained(self).toOpaque()
    // "m": no mapping, so that libtiff works on copies and never writes into the caller's bytes.
    return TIFFClientOpen(
      Self.name, "rm", handle,
      { handle, buffer, count in tmsize_t(TIFFSource.from(handle)?.read(buffer, Int(count)) ?? -1) },
      { _, _, _ in -1 },
      { handle, offset, origin in TIFFSource.from(handle)?.seek(offset, origin) ?? toff_t.max },
      { _ in 0 },
      { handle in toff_t(TIFFSource.from(handle)?.data.count ?? 0) },
      { _, _, _ in 0 },
      { _, _, _ in })
  }

  private static func from(_ handle: thandle_t?) -> TIFFSource? {
    handle.map { Unmanaged<TIFFSource>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(_ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    guard let buffer, let base = data.baseAddress, count > 0, offset < data.count else { return 0 }
    let part = min(count, data.count - offset)
    buffer.copyMemory(from: base + offset, byteCount: part)
    offset += part
    return part
  }

  private func seek(_ by: toff_t, _ origin: Int32) -> toff_t {
    let start: Int =
      switch origin {
      case SEEK_SET: 0
      case SEEK_CUR: offset
      default: data.count
      }
    // Offsets come as unsigned numbers, negative ones wrapped around.
    let target = start.addingReportingOverflow(Int(bitPattern: UInt(by)))
    guard !target.overflow, target.partialValue >= 0 else { return toff_t.max }
    offset = target.partialValue
    return toff_t(offset)
  }

  private static let handlersAreSet: Bool = {
    TIFFSetErrorHandler(nil)
    TIFFSetWarningHandler(nil)
    TIFFSetErrorHandlerExt { handle, _, format, arguments in
      guard let source = TIFFSource.from(handle), source.errors.count < mostMessages else { return }
      source.errors.append(TIFFSource.text(format, arguments))
    }
    TIFFSetWarningHandlerExt { handle, _, format, arguments in
      guard let source = TIFFSource.from(handle), source.warnings.count < mostMessages else { return }
      source.warnings.append(TIFFSource.text(format, arguments))
    }
    return true
  }()

  private static func text(_ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?) -> String {
    guard let format, let arguments else { return "" }
    var buffer = [CChar](repeating: 0, count: 256)
    vsnprintf(&buffer, buffer.count, format, arguments)
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.hasPrefix(name + ": ") ? String(text.dropFirst(name.count + 2)) : text
  }
}
