import Glibc

extension Y4MReader {
  /// Whether a file is a YUV4MPEG2 stream: told by its first bytes, whatever it is called.
  ///
  /// What cannot be read twice, such as a pipe, is not even opened and taken for a stream: images are not read from pipes.
  public static func isStream(path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFIFO: return true
    case S_IFREG: break
    default: return false
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let magic = Array("YUV4MPEG2".utf8)
    var start = [UInt8](repeating: 0, count: magic.count)
    return read(descriptor, &start, start.count) == start.count && start == magic
  }
}
