import Raster

/// Finds the largest amount of a degradation that a held score allows: maximum differentiation along one line.
///
/// Amounts grow from `limit / 2^doublings` by doubling while the exact score holds; then the last interval is halved.
/// Scores that fall, rise and fall again along the line are followed to the first fall only.
struct HeldAmount: Sendable {
  /// The largest amount wanted.
  let limit: Double
  private static let doublings = 6
  private static let halvings = 4

  /// The largest amount whose image holds `held`, with its image; nil when even the least tried does not.
  func largest(
    _ search: LumaSearch, holding held: Double, image: (Double) -> RGBImage
  ) throws(AttackError) -> (amount: Double, image: RGBImage)? {
    var kept: (amount: Double, image: RGBImage)?
    /// Whether the score holds at an amount, whose image then is kept.
    func holds(_ amount: Double) throws(AttackError) -> Bool {
      let candidate = image(amount)
      guard try search.score(candidate) >= held else { return false }
      kept = (amount, candidate)
      return true
    }
    var failed: Double?
    for doubling in (0...Self.doublings).reversed() {
      let amount = limit / Double(1 << doubling)
      guard try holds(amount) else {
        failed = amount
        break
      }
    }
    guard let failed else { return kept }
    var (low, high) = (kept?.amount ?? 0, failed)
    for _ in 0..<Self.halvings {
      let middle = (low + high) / 2
      if try holds(middle) { low = middle } else { high = middle }
    }
    return kept
  }
}

/// What the attacks share that make a picture worse where the metric does not look.
enum BlindSpot {
  /// How far the score may fall.
  static let drop = AttackDescriptor.Parameter(
    "drop", "by how much the score may end below the start's, percent of the metric's range", default: 0.5, in: 0...20)

  /// The outcome with the largest held amount within the parameters `drop` and `limit`; the start itself where none
  /// holds.
  static func outcome(
    _ search: LumaSearch, _ values: ParameterValues, image: (Double) -> RGBImage
  ) throws(AttackError) -> AttackOutcome {
    let start = search.problem.start
    let startScore = try search.score(start)
    let held = startScore - values["drop"] * search.hundredth(startScore: startScore)
    guard let found = try HeldAmount(limit: values["limit"]).largest(search, holding: held, image: image) else {
      return AttackOutcome(image: start, chosen: ["amount": 0])
    }
    return AttackOutcome(image: found.image, chosen: ["amount": found.amount])
  }

  /// The outcome with the largest held multiple of `noise`, code values, added sample by sample.
  static func outcome(
    _ search: LumaSearch, _ values: ParameterValues, adding noise: [Float]
  ) throws(AttackError) -> AttackOutcome {
    try outcome(search, values) { search.image(adding: noise, times: $0) }
  }
}
