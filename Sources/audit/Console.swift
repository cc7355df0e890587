import Foundation
import Glibc
import Synchronization

/// Standard error, unbuffered. It may be closed, full, or a pipe that nobody reads: then what is said there is lost, and the
/// work goes on.
enum StandardError {
  /// Prints lines for people: what a name holds is shown, and does nothing.
  static func lines(_ lines: [String]) { write(lines.map { PrintableText.line($0) + "\n" }.joined()) }

  /// Prints a line for people.
  static func line(_ text: String) { lines([text]) }

  /// Writes text as it is, as far as it can be written.
  fileprivate static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written < 0, errno == EAGAIN {
        // Somebody has made the terminal non-blocking, and it has no room now.
        var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&stream, 1, 1000) > 0 else { return }
      } else if written == 0 || errno != EINTR {
        return
      }
    }
  }

  /// Whether a person looks at it.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Whether colours are welcome: on a terminal, unless NO_COLOR is set (no-color.org).
  static var takesColour: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of the terminal; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Lines and a progress bar that share standard error: the bar always stands below the last line.
final class Console: Sendable {
  /// What a line says of itself before its words, in a colour of its own where colours are welcome.
  enum Mark: String {
    case none = ""
    case warning = "33"
    case error = "31"

    fileprivate var text: String {
      guard self != .none else { return "" }
      return "audit: " + (StandardError.takesColour ? "\u{1B}[\(rawValue)m\(self): \u{1B}[0m" : "\(self): ")
    }
  }

  private let bar = Mutex("")

  /// Prints a line above the bar.
  func line(_ text: String, _ mark: Mark = .none) {
    let line = mark.text + PrintableText.line(text) + "\n"
    bar.withLock { bar in
      StandardError.write(bar.isEmpty ? line : "\r\u{1B}[K\(line)\(bar)")
    }
  }

  /// Replaces the bar; an empty text removes it.
  func show(_ text: String) {
    let text = PrintableText.line(text)
    bar.withLock { bar in
      if !bar.isEmpty || !text.isEmpty { StandardError.write("\r\u{1B}[K\(text)") }
      bar = text
    }
  }
}
