import Glibc

/// The right to write to a run's folder; one process has it at a time, and loses it with its life.
final class FolderLock {
  private let descriptor: Int32

  /// Takes the lock.
  /// - Throws: `AuditError.disk` when another run has it.
  init(_ folder: String) throws(AuditError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(folder) }
    // A program that is just being started has our files for a moment, and the lock of a run that has ended with them.
    var waits = 20
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waits > 0 else {
        close(descriptor)
        throw AuditError.disk(folder, "another run is writing to this folder")
      }
      waits -= 1
      usleep(10_000)
    }
  }

  deinit { close(descriptor) }

  /// Whether there is a folder.
  static func exists(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
