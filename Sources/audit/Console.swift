import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard error, unbuffered.
enum StandardError {
  /// Writes text as it is.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
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
  private let bar = Mutex("")

  /// Prints a line above the bar.
  func line(_ text: String) {
    bar.withLock { bar in
      StandardError.write(bar.isEmpty ? text + "\n" : "\r\u{1B}[K\(text)\n\(bar)")
    }
  }

  /// Prints what deserves a look: `audit: warning: …`.
  func warning(_ text: String) { message("warning: ", colour: "\u{1B}[33m", text) }

  /// Prints what went wrong: `audit: error: …`.
  func error(_ text: String) { message("error: ", colour: "\u{1B}[31m", text) }

  private func message(_ word: String, colour: String, _ text: String) {
    line("audit: \(StandardError.takesColour ? "\(colour)\(word)\u{1B}[0m" : word)\(text)")
  }

  /// Replaces the bar; an empty text removes it.
  func show(_ text: String) {
    bar.withLock { bar in
      if !bar.isEmpty || !text.isEmpty { StandardError.write("\r\u{1B}[K\(text)") }
      bar = text
    }
  }
}
