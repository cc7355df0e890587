import Foundation

/// The folder of reference material that stands beside the package on some machines; tests that need it are skipped
/// where it is absent.
public enum SharedFolder {
  /// The folder, whether it exists or not.
  public static let url: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appending(path: "shared")
  }()

  /// Whether the file or folder at `path`, relative to the folder, is there.
  public static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path)
  }

  /// The bytes of the file at `path`.
  public static func data(_ path: String) throws -> Data {
    try Data(contentsOf: url.appending(path: path))
  }
}
