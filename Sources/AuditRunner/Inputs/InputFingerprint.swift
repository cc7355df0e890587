import ImageFiles
import Raster

/// What tells whether an input file is still the file that was measured: its size and a hash of its bytes (FNV-1a, 64
/// bits), not its name or its date. It notices a change; it is no proof against a forger.
enum InputFingerprint {
  /// The fingerprint of where an image comes from; nil for what is no file, or cannot be read.
  /// - Complexity: O(bytes)
  static func of(_ item: Dataset.Item, takesStreams: Bool = false) -> String? {
    guard case .file(let path) = item.source else { return nil }
    if takesStreams, Still.isStream(path) { return ImageSource.read(item, takesStreams: true).input }
    return (try? ImageReader.bytes(path: path)).map { of($0) }
  }

  static func of(_ bytes: [UInt8]) -> String {
    var hash = FNV1a()
    hash.add(file: bytes)
    return "\(bytes.count)-\(hash.hexadecimal)"
  }
}
