import Glibc

/// Bytes one after the other, out of a file, a pipe, or memory.
final class ByteStream {
  private let name: String
  private let descriptor: Int32
  private var buffer: [UInt8]
  private var position = 0

  /// Opens a file or a named pipe.
  init(path: String) throws(ImageFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("cannot be opened", file: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw ImageFileError(file: path, reason: "is a folder")
    }
    name = path
    self.descriptor = descriptor
    buffer = []
  }

  /// Reads out of memory; errors call it `name`.
  init(data: [UInt8], name: String) {
    self.name = name
    descriptor = -1
    buffer = data
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills `target` as far as there are bytes and returns their number.
  func read(into target: UnsafeMutableRawBufferPointer) throws(ImageFileError) -> Int {
    var filled = min(target.count, buffer.count - position)
    if let base = target.baseAddress, filled > 0 {
      buffer.withUnsafeBytes { source in
        if let start = source.baseAddress { base.copyMemory(from: start + position, byteCount: filled) }
      }
      position += filled
    }
    while filled < target.count {
      let got = try readFile(UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  /// The next `count` bytes, or fewer where the stream ends.
  func bytes(_ count: Int) throws(ImageFileError) -> [UInt8] {
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { target.deallocate() }
    return [UInt8](target.prefix(try read(into: target)))
  }

  /// The bytes up to the next line feed, without it; nil at the end of the stream.
  /// - Throws: when there are more than `limit` bytes, or bytes but no line feed.
  func line(limit: Int) throws(ImageFileError) -> [UInt8]? {
    var line: [UInt8] = []
    while line.count <= limit {
      if position == buffer.count {
        guard try refill() else {
          if line.isEmpty { return nil }
          throw ImageFileError(file: name, reason: "the file ends within a line of its headers")
        }
      }
      let byte = buffer[position]
      position += 1
      if byte == 0x0A { return line }
      line.append(byte)
    }
    throw ImageFileError(file: name, reason: "a header has more than \(limit) bytes")
  }

  /// Gets the next part of a file into the buffer; false at its end.
  private func refill() throws(ImageFileError) -> Bool {
    guard descriptor >= 0 else { return false }
    let part = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { part.deallocate() }
    let got = try readFile(part)
    buffer = [UInt8](part.prefix(got))
    position = 0
    return got > 0
  }

  private func readFile(_ target: UnsafeMutableRawBufferPointer) throws(ImageFileError) -> Int {
    guard descriptor >= 0 else { return 0 }
    while true {
      let got = Glibc.read(descriptor, target.baseAddress, target.count)
      if got >= 0 { return got }
      if errno != EINTR { throw .system("cannot be read", file: name, code: errno) }
    }
  }
}
