import Glibc

/// Whole files in memory.
enum FileBytes {
  /// Bytes that are looked at before the rest is read: enough for the headers of nearly every file.
  private static let startSize = 65_536

  /// The first bytes of a regular file; nil where there is none.
  static func start(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try? bytes(descriptor, count: min(Int(status.st_size), startSize), path)
  }

  /// The bytes of a regular file.
  /// - Parameter check: looks at the start of the file, and throws where the rest need not be read.
  static func read(
    _ path: String, maximumSize: Int, check: (UnsafeBufferPointer<UInt8>) throws(ImageFileError) -> Void
  ) throws(ImageFileError) -> [UInt8] {
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
    let size = Int(status.st_size)
    if size > startSize {
      let start = try bytes(descriptor, count: startSize, path)
      try start.withUnsafeBufferPointer(check)
    }
    return try bytes(descriptor, count: size, path)
  }

  /// The first `count` bytes, or fewer where the file ends.
  private static func bytes(
    _ descriptor: Int32, count: Int, _ path: String
  ) throws(ImageFileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, filled)
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          code = errno
          break
        }
        filled += got
      }
    }
    guard code == 0 else { throw .system("cannot be read", file: path, code: code) }
    return bytes
  }
}
