import Glibc

/// Files that appear complete or not at all.
public enum AtomicFile {
  /// Writes bytes under a temporary name in the same folder and renames the file: readers see the old file or the new
  /// one, never a part.
  ///
  /// What is there is replaced only if it is a regular file: a device, a pipe, a link or a folder stays.
  public static func write(_ bytes: [UInt8], to path: String) throws(ImageFileError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw ImageFileError(file: path, reason: "is a \(kind(of: status)), which is not replaced")
    }
    let (folder, leaf) =
      path.lastIndex(of: "/").map { (String(path[...$0]), String(path[path.index(after: $0)...])) } ?? ("", path)
    guard !leaf.isEmpty else { throw ImageFileError(file: path, reason: "is not a file's name") }
    // A name of its own for every process and call; O_EXCL guards against what is left of an earlier process.
    var descriptor: Int32 = -1
    var temporary = ""
    for attempt in 0..<100 {
      temporary = "\(folder).\(leaf.prefix(100)).\(getpid()).\(UInt64.random(in: 0...UInt64.max)).\(attempt).part"
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 || errno != EEXIST { break }
    }
    guard descriptor >= 0 else { throw .unwritable(path, code: errno) }
    do throws(ImageFileError) {
      try writeAll(bytes, to: descriptor, path: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw .unwritable(path, code: code)
    }
  }

  private static func kind(of status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return "folder"
    case S_IFLNK: return "link"
    case S_IFIFO: return "pipe"
    case S_IFSOCK: return "socket"
    default: return "device"
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ImageFileError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .unwritable(path, code: errno)
      }
      offset += written
    }
  }
}

extension ImageFileError {
  /// An error of the operating system, in its words.
  static func system(_ what: String, file: String, code: Int32) -> ImageFileError {
    ImageFileError(file: file, reason: "\(what): \(systemReason(code, for: file))")
  }

  /// A file that the operating system does not let be written.
  static func unwritable(_ file: String, code: Int32) -> ImageFileError {
    ImageFileError(file: file, reason: "cannot be written: \(String(cString: strerror(code)))", isDisk: true)
  }
}
