import Foundation
import Raster

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
    var hash = FNV1a()
    data.withUnsafeBytes { hash.add($0) }
    return "\(data.count)-" + hash.hexadecimal
  }
}
