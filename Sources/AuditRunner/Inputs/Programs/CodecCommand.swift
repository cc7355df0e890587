import RunStorage

/// A codec as two command lines, run without a shell (`CommandTemplate`).
public struct CodecCommand: Sendable, Equatable {
  /// The words of the encoder: `{input}` a PNG, `{output}` the bitstream, `{q}` the quality.
  public let encoder: [String]
  /// The words of the decoder: `{input}` the bitstream, `{output}` a PNG.
  public let decoder: [String]
  /// The qualities, each a rate.
  public let qualities: [String]
  /// How long one call may take.
  public let limit: TimeLimit

  /// Reads templates.
  /// - Throws: `AuditError.usage` for a quote that does not end, a missing placeholder or program, or no quality.
  public init(encoder: String, decoder: String, qualities: [String], limit: TimeLimit = .usual) throws(AuditError) {
    self.encoder = try CommandTemplate.words(encoder, with: ["{input}", "{output}"])
    self.decoder = try CommandTemplate.words(decoder, with: ["{input}", "{output}"])
    self.qualities = qualities
    self.limit = limit
    guard !qualities.isEmpty else { throw AuditError.usage("a codec's command needs --qualities") }
    if qualities.count > 1, !self.encoder.contains(where: { $0.contains("{q}") }) {
      throw AuditError.usage("the command \"\(encoder)\" lacks {q}, and there are several qualities")
    }
    guard Set(qualities).count == qualities.count else { throw AuditError.usage("--qualities names one quality twice") }
  }

  /// A template's words with the placeholders filled in.
  static func filled(_ words: [String], input: String, output: String, quality: String) -> [String] {
    CommandTemplate.filled(words, ["{input}": input, "{output}": output, "{q}": quality])
  }
}
