import Glibc

/// A file that grows by whole lines, each in one write: a process that is killed loses at most the line it was writing.
final class LineFile {
  private let path: String
  private let descriptor: Int32

  /// Opens a file, or makes it, and cuts off what a sudden end has torn.
  /// - Parameter intactBytes: how many bytes the whole lines take.
  /// - Throws: `AuditError.disk`; a link is not followed.
  init(path: String, intactBytes: Int) throws(AuditError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw errno == ELOOP ? AuditError.disk(path, "is a link, which is not written through") : .system(path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw AuditError.disk(path, "is not a regular file")
    }
    guard ftruncate(descriptor, off_t(intactBytes)) == 0 else {
      let error = AuditError.system(path)
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Adds a line, its line feed included.
  /// - Throws: `AuditError.disk`
  func append(_ line: [UInt8]) throws(AuditError) {
    var offset = 0
    while offset < line.count {
      let written = line.withUnsafeBytes { bytes in
        bytes.baseAddress.map { write(descriptor, $0 + offset, line.count - offset) } ?? 0
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .system(path) }
      offset += written
    }
  }
}

extension AuditError {
  /// What the system says of a path, by `errno`.
  static func system(_ path: String) -> AuditError { .disk(path, String(cString: strerror(errno))) }
}
