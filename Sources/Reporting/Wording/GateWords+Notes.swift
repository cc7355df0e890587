import Scoring

extension GateWords {
  /// What deserves to be said of what was compared, beside what could not be used: a sentence for all pictures of which it
  /// is true.
  public static func notes(_ record: GateRecord) -> [String] {
    let references = (record.header.referenceNotes ?? [:]).sorted { $0.key < $1.key }.flatMap { _, notes in
      notes.map { "reference: \($0)" }
    }
    let pictures = record.pictures.flatMap { picture in
      (picture.notes ?? []).map { "\(picture.side.rawValue): \($0)" }
    }
    let sizes = record.constantSizes.map { sizes in
      "\(sizes.side.rawValue): \(sizes.images) of \(counted(sizes.of, "image")) "
        + "\(sizes.images == 1 ? "has" : "have") one size at all rates, as \(sizes.example.image) has "
        + "\(counted(sizes.example.bytes, "byte")); are these the sizes of bitstreams?"
    }
    return sizes + together(references) + together(pictures)
  }

  /// Notes in the order of their first pictures, each once with how many pictures it is true of.
  private static func together(_ notes: [String]) -> [String] {
    var seen: Set<String> = []
    let counts = Dictionary(grouping: notes) { $0 }.mapValues(\.count)
    return notes.filter { seen.insert($0).inserted }.map { "\($0) (\(counted(counts[$0, default: 0], "picture")))" }
  }

  /// That what was given are hardly pictures of the references.
  static func others(_ sides: [GateSide], score: Double, metric: MetricInfo) -> String {
    "inconclusive: nothing is decided: the pictures of \(sides.map(\.rawValue).joined(separator: " and ")) read worse than "
      + "every honest encode of their references; they score \(NumberText.fixed(score, metric.decimals)); "
      + "are these pictures of these references, upright and unshifted?"
  }
}
