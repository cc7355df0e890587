/// A codec as two command lines, run without a shell.
///
/// A template is split into words at white space; single and double quotes keep words together and a backslash takes the
/// next character as it is. `{input}`, `{output}` and `{q}` are replaced inside words, after splitting, so that no path
/// can become several words.
public struct CodecCommand: Sendable, Equatable {
  /// The words of the encoder: `{input}` a PNG, `{output}` the bitstream, `{q}` the quality.
  public let encoder: [String]
  /// The words of the decoder: `{input}` the bitstream, `{output}` a PNG.
  public let decoder: [String]
  /// The qualities, each a rate.
  public let qualities: [String]
  /// Seconds that one call may take.
  public let timeout: Double

  /// Reads templates.
  /// - Throws: `RunError.usage` for a quote that does not end, a missing placeholder, or no quality.
  public init(encoder: String, decoder: String, qualities: [String], timeout: Double = 300) throws(RunError) {
    self.encoder = try Self.words(encoder)
    self.decoder = try Self.words(decoder)
    self.qualities = qualities
    self.timeout = timeout
    for (words, text) in [(self.encoder, encoder), (self.decoder, decoder)] {
      for name in ["{input}", "{output}"] where !words.contains(where: { $0.contains(name) }) {
        throw RunError.usage("the command \"\(text)\" lacks \(name)")
      }
    }
    guard !qualities.isEmpty else { throw RunError.usage("a codec's command needs --qualities") }
    if qualities.count > 1, !self.encoder.contains(where: { $0.contains("{q}") }) {
      throw RunError.usage("the command \"\(encoder)\" lacks {q}, and there are several qualities")
    }
    guard Set(qualities).count == qualities.count else { throw RunError.usage("--qualities names one quality twice") }
  }

  /// The words of a template.
  static func words(_ template: String) throws(RunError) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var escaped = false
    for character in template {
      if escaped {
        word = (word ?? "") + String(character)
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !escaped else { throw RunError.usage("the command \"\(template)\" ends within a quote") }
    if let done = word { words.append(done) }
    guard !words.isEmpty else { throw RunError.usage("a codec's command is empty") }
    return words
  }

  /// A template's words with the placeholders filled in.
  static func filled(_ words: [String], input: String, output: String, quality: String) -> [String] {
    words.map { word in
      // One pass over the template, so that a path that holds "{q}" stays as it is.
      var result = ""
      var rest = word[...]
      while !rest.isEmpty {
        if rest.hasPrefix("{input}") {
          result += input
          rest = rest.dropFirst(7)
        } else if rest.hasPrefix("{output}") {
          result += output
          rest = rest.dropFirst(8)
        } else if rest.hasPrefix("{q}") {
          result += quality
          rest = rest.dropFirst(3)
        } else {
          result.append(rest.removeFirst())
        }
      }
      return result
    }
  }
}
