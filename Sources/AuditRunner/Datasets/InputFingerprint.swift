import Foundation

/// What tells whether an input file is still the file that was measured: its size and a hash of its bytes (FNV-1a, 64
/// bits), not its name or its date. It notices a change; it is no proof against a forger.
enum InputFingerprint {
  /// The fingerprint of where an image comes from; nil for what is no file, or cannot be read.
  /// - Complexity: O(bytes)
  static func of(_ source: Dataset.Source) -> String? {
    guard case .file(let path) = source,
      let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else { return nil }
    return of(data)
  }

  static func of(_ data: Data) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    data.withUnsafeBytes { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    let digits = String(hash, radix: 16)
    return "\(data.count)-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
