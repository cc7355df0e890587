/// The one number in what a metric's program prints.
///
/// A name may stand before it, as in `psnr_y: 26.3`, `score=26.3` or `{"score": 26.3}`; digits within a name are the name's.
/// Which of several numbers is meant, or what a word such as `26,3`, `26.3dB`, `0x1A` or `3.0.0` is worth, is not guessed. A word
/// that says that there is no number, such as `nan` or `null`, stands where one would: the count after it is not the score.
enum PrintedNumber: Equatable {
  /// The number.
  case number(Double)
  /// There is none.
  case nothing
  /// There are several candidates; the last line that has one.
  case several([String], line: String)
  /// The only candidate is no plain decimal number; its line.
  case unclear(String, line: String)

  /// How many candidates a message names.
  private static let mostNamed = 5
  /// What programs print in place of a number, in lower case and without a sign.
  private static let noNumbers: Set<String> = [
    "nan", "inf", "infinity", "null", "none", "nil", "n/a", "na", "undefined", "nan%", "infdb",
  ]

  /// Reads a program's output.
  /// - Complexity: O(characters)
  init(_ text: String) {
    var candidates: [String] = []
    var last = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split { $0.isWhitespace || ",;:=\"'{}[]()<>|".contains($0) }.filter(Self.isCandidate)
      guard !words.isEmpty else { continue }
      candidates += words.map { ProgramStream.printable($0) }
      last = ProgramStream.shown(line)
    }
    switch candidates.count {
    case 0: self = .nothing
    case 1:
      if Self.isDecimal(candidates[0]), let number = Double(candidates[0]), number.isFinite {
        self = .number(number)
      } else {
        self = .unclear(candidates[0], line: last)
      }
    default: self = .several(Array(candidates.prefix(Self.mostNamed)), line: last)
    }
  }

  /// Whether a word begins like a number, or stands in place of one.
  private static func isCandidate(_ word: Substring) -> Bool {
    let rest = word.drop { "+-−±~≈<>.\u{1B}\u{FEFF}#$*`".contains($0) }
    return rest.first?.isNumber ?? false || noNumbers.contains(word.drop { "+-−".contains($0) }.lowercased())
  }

  /// Whether a word is a decimal number: a sign, digits with a point among them or without, an exponent.
  private static func isDecimal(_ word: String) -> Bool {
    word.wholeMatch(of: #/[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/#) != nil
  }
}
