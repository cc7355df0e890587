import Glibc

extension Y4MReader {
  /// Whether a file is a YUV4MPEG2 stream: told by its first bytes, whatever it is called.
  ///
  /// What cannot be read twice, such as a pipe, is not even opened and taken for a stream: images are not read from pipes.
  public static func isStream(path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO { return true }
    return FileBytes.start(of: path)?.starts(with: "YUV4MPEG2".utf8) ?? false
  }
}
