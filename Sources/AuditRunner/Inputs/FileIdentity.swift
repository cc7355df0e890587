import Glibc
import RunStorage

/// What makes a file or folder the same one under any name.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let node: UInt64

  /// The identity in a file's status.
  init(_ status: stat) {
    device = UInt64(status.st_dev)
    node = UInt64(status.st_ino)
  }

  /// The identity of what a path leads to, links followed; nil where it leads nowhere.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Makes sure that a file that is to be written is none of those that are read.
  /// - Throws: `AuditError.usage`
  static func require(_ output: String, isNoneOf inputs: [String]) throws(AuditError) {
    guard let own = FileIdentity(output) else { return }
    for input in inputs where FileIdentity(input) == own {
      throw AuditError.usage(output, "is the input \(input) itself, which is not overwritten; give another --output")
    }
  }
}
