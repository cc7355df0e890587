import Glibc

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
}
