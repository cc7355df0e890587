@preconcurrency import Glibc

/// Standard output, which may be a file on a full disk, or closed.
enum Output {
  /// Prints lines for people: what a name holds is shown, and does nothing.
  static func lines(_ lines: [String]) { for text in lines { line(text) } }

  /// Prints a line for people.
  static func line(_ text: String) { print(PrintableText.line(text)) }

  /// Prints what a program reads, as it is. It ends its last line itself.
  static func document(_ text: String) { print(text, terminator: "") }

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

/// The three streams that a program expects to be there.
enum StandardStreams {
  /// Puts something in the place of those that are closed. Otherwise the next file that is opened would stand there, and be
  /// written into by whoever prints. Nothing can be written to what stands there for standard output, so that it is noticed.
  static func fill() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
