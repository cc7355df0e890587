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

  /// What could not be used: which picture, or which image of a side, and why; a sentence each.
  public static func problems(_ record: GateRecord) -> [(name: String, sentence: String)] {
    var told: Set<String> = []
    var result: [(name: String, sentence: String)] = []
    for picture in record.pictures {
      let side = picture.side.rawValue
      if let failure = picture.failure {
        result.append((name: "\(side) \(picture.rate) \(picture.image)", sentence: failure))
      } else if picture.isOther == true, told.insert("\(side) \(picture.image)").inserted {
        let own = record.pictures.filter {
          $0.isOther == true && $0.side == picture.side && $0.image == picture.image
        }
        let sentence = "\(side): \(picture.image): " + other(own, record.header.run.metric)
        result.append((name: "\(side) \(picture.image)", sentence: sentence))
      }
    }
    return result
  }

  /// That some pictures of an image are hardly of their reference.
  private static func other(_ pictures: [GatePicture], _ metric: MetricInfo) -> String {
    let scores = pictures.compactMap { $0.scored?.score }
    let best = metric.higherIsBetter ? scores.max() : scores.min()
    let rates = pictures.map(\.rate).filter { $0 != "" }
    let place = rates.isEmpty ? "" : " at \(list(rates))"
    let score = best.map { NumberText.fixed($0, metric.decimals) } ?? "nothing"
    return "reads\(place) worse than every honest encode of its reference and is not compared; it scores at best "
      + "\(score); is it a picture of this reference, upright and unshifted?"
  }

  /// That what was given are hardly pictures of the references.
  static func others(_ sides: [GateSide], score: Double, metric: MetricInfo) -> String {
    "inconclusive: nothing is decided: the pictures of \(sides.map(\.rawValue).joined(separator: " and ")) read worse than "
      + "every honest encode of their references; they score \(NumberText.fixed(score, metric.decimals)); "
      + "are these pictures of these references, upright and unshifted?"
  }
}
