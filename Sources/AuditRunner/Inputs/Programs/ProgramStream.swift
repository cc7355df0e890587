import Glibc

/// What a program prints into a pipe, read as it comes and kept to its last bytes.
struct ProgramStream {
  /// The end of the pipe that is read from, which never blocks; −1 once nothing can come any more.
  private(set) var descriptor: Int32
  /// How many bytes came.
  private(set) var total = 0
  private let limit: Int
  private var kept: [UInt8] = []
  /// How much is looked at for the last line.
  private static let tail = 4096
  /// How many characters of it fit into a message.
  private static let longest = 500

  /// Takes over a pipe.
  /// - Parameter limit: how many bytes are kept.
  init(_ descriptor: Int32, keeping limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  /// Takes what is there, a mebibyte at most, so that one who never stops printing cannot keep it busy.
  mutating func read() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<16 where descriptor >= 0 {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        total += count
        kept += chunk[..<count]
        if kept.count > 2 * limit { kept.removeFirst(kept.count - limit) }
      } else if count == 0 {
        end()
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Lets the pipe go.
  mutating func end() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// The last bytes as text.
  var text: String { String(decoding: kept.suffix(limit), as: UTF8.self) }

  /// The last line that is not empty, in a length and in characters that fit into a message.
  var lastLine: String? {
    let text = String(decoding: kept.suffix(Self.tail), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).last { !Self.printable($0).allSatisfy(\.isWhitespace) }
    return line.map(Self.shown)
  }

  /// A line in a length and in characters that fit into a message.
  static func shown(_ line: Substring) -> String {
    let text = printable(line)
    return text.count > longest ? "\(text.prefix(longest))…" : text
  }

  /// A text with blanks for control characters, which could speak to a terminal or a build server.
  static func printable(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(result)
  }
}
