import ImageFiles

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
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return "\(bytes.count)-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
