import AuditRunner
import Foundation
import RunStorage

/// A run that is stopped before its end, by a signal or by an error.
struct Stop: Sendable {
  let progress: Progress
  /// The run's folder; nil for one that keeps nothing.
  let folder: String?

  /// What is kept, and the command that goes on with it; nothing before the run has begun, and for one that keeps nothing.
  var words: [String] {
    guard let folder, let state = progress.kept else { return [] }
    return [
      "audit: stopped; \(state.done) of \(state.total) \(state.noun)s are kept in \(folder). Go on with:",
      "  " + Stop.resuming(CommandLine.arguments),
    ]
  }

  /// The same command, going on with what is there, as a shell takes it.
  static func resuming(_ arguments: [String]) -> String {
    var words = arguments.filter { $0 != "--resume" && $0 != "--fresh" }
    words.insert("--resume", at: words.firstIndex(of: "--") ?? words.count)
    return words.map(quoted).joined(separator: " ")
  }

  /// Writes the reports of what is there, as far as they can be written: they say that it is not all.
  func report() {
    guard let folder, let record = try? Conclusion(reading: folder), record.unfinished != nil else { return }
    try? ReportFiles.write(record, to: folder)
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "_@%+=:,./-".utf8.contains(byte)
        }
      }
    if isPlain { return word }
    guard PrintableText.line(word) != word else { return "'\(word.replacing("'", with: "'\\''"))'" }
    // What a line does not show is told to the shell by number (`$'…'`: POSIX.1-2024, 2.2.4).
    let bytes = word.utf8.map { byte in
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return "$'\(bytes.joined())'"
  }
}
