import AuditRecord

/// Metric and panel over all rates, and at each.
struct GateMovesByRate: Sendable {
  let all: GateMoves
  let rates: [GateMoves]

  /// Medians over images.
  /// - Parameters:
  ///   - images: One change an image, over its rates.
  ///   - changes: One change an image and rate.
  init(images: [GateChange], changes: [GateChange], random: inout some RandomNumberGenerator) {
    all = GateMoves(images, random: &random)
    var moves: [GateMoves] = []
    for (_, own) in Dictionary(grouping: changes, by: { $0.rate ?? "" }).sorted(by: { $0.key < $1.key }) {
      moves.append(GateMoves(own, random: &random))
    }
    rates = moves
  }

  /// What holds over all rates, unless rate by rate it is gaming.
  func rule(_ bands: GateBands) -> GateRule {
    all.isGamed(atRates: rates.map { $0.rule(bands, maxRegression: nil) }, bands)
      ? .gamed : all.rule(bands, maxRegression: nil)
  }
}

extension GateMoves {
  /// Whether a candidate is gamed over all rates but for images that disagree about the metric, and plainly gamed at two
  /// rates or more, no fewer than half.
  ///
  /// A decoder that sharpens gains where bits are few and loses where they are many. Its gain over all rates then differs
  /// from image to image, while at low rates every image shows it and the panel falls at all.
  func isGamed(atRates rules: [GateRule], _ bands: GateBands) -> Bool {
    let gamed = rules.count { $0 == .gamed }
    guard gamed >= 2, 2 * gamed >= rules.count, let metric, metric.value > bands.metricRise else { return false }
    return risen(bands).isEmpty && !fallen(bands).isEmpty
  }
}
