import Glibc

/// Whole files in memory.
enum FileBytes {
  /// The bytes of a regular file.
  static func read(_ path: String, maximumSize: Int) throws(ImageFileError) -> [UInt8] {
    // Not blocking, so that a pipe or a device that bears an image's name cannot stop the run.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system("cannot be opened", file: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system("cannot be opened", file: path, code: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw ImageFileError(file: path, reason: "is a folder") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ImageFileError(file: path, reason: "is not a regular file")
    }
    guard status.st_size <= maximumSize else {
      throw ImageFileError(
        file: path,
        reason: "the file has \(status.st_size >> 20) MiB, which is more than the limit of \(maximumSize >> 20) MiB")
    }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          code = errno
          break
        }
        count += got
      }
    }
    guard code == 0 else { throw .system("cannot be read", file: path, code: code) }
    return bytes
  }
}
