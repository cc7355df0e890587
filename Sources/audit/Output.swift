@preconcurrency import Glibc

/// Standard output, which may be a file on a full disk.
enum Output {
  /// Whether nobody reads any longer. An earlier write may have failed for that, and nothing says so afterwards.
  private static var readerIsGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) > 0 && output.revents & Int16(POLLERR) != 0
  }

  /// Writes what is still held back.
  /// - Returns: why not all of it arrived; nil where it did.
  ///
  /// A reader that has gone away (`audit list metrics | head`) wanted no more, so that is no failure.
  static func finish() -> String? {
    errno = 0
    let flushed = fflush(stdout)
    let reason = errno
    guard flushed != 0 || ferror(stdout) != 0, reason != EPIPE, !readerIsGone else { return nil }
    return "standard output cannot be written: "
      + (reason == 0 ? "an earlier write failed" : String(cString: strerror(reason)))
  }
}
