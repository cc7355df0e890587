import Foundation

/// Text for a terminal or a log, which may be spoken to through it: a file's name can hold what moves a cursor, sets a title,
/// turns the order of reading around, or begins a command of the machine that keeps the log.
enum PrintableText {
  /// A line that only shows. What would do something is written as an escape, `\n` or `\u{1b}`; doing it twice changes nothing.
  ///
  /// Log commands: a line that begins with `::` (after blanks) and `##[…]` anywhere are GitHub's
  /// (docs.github.com, "Workflow commands"), `##vso[…]` Azure's, `##teamcity[…]` TeamCity's.
  static func line(_ text: String) -> String {
    var shown = text.unicodeScalars.allSatisfy(isPlain) ? text : escaped(text)
    // Nearly no line needs the expression, which is made anew each time.
    if shown.utf8.contains(UInt8(ascii: "#")) {
      shown.replace(#/##(?=[A-Za-z]*\[)/#.matchingSemantics(.unicodeScalar), with: #"#\u{23}"#)
    }
    if let first = shown.firstIndex(where: { !$0.isWhitespace }), shown[first...].hasPrefix("::") {
      shown.replaceSubrange(first...first, with: #"\u{3a}"#)
    }
    return shown
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { shown, scalar in
      switch scalar {
      case "\n": shown += #"\n"#
      case "\r": shown += #"\r"#
      case "\t": shown += #"\t"#
      case _ where isPlain(scalar): shown.unicodeScalars.append(scalar)
      default: shown += #"\u{"# + String(scalar.value, radix: 16) + "}"
      }
    }
  }

  /// Whether it is neither a control character, nor a separator of lines, nor one that turns the direction of writing
  /// (unicode.org/reports/tr36, 3.6.5: bidirectional text spoofing).
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
    }
  }
}
