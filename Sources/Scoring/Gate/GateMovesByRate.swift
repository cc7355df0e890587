import AuditRecord

/// Metric and panel over all rates, and at each.
struct GateMovesByRate: Sendable {
  /// One rate.
  struct AtRate: Sendable {
    let rate: RateName
    /// Images that count there; a rate without any decides nothing.
    let images: Int
    let moves: GateMoves
  }

  let all: GateMoves
  /// Images that count over all rates.
  let images: Int
  let rates: [AtRate]

  /// Medians over images.
  /// - Parameters:
  ///   - images: One change an image, over its rates.
  ///   - changes: One change an image and rate.
  ///   - rates: The rates, in the order in which they draw on `random`.
  init(
    images: [GateChange], changes: [GateChange], rates: [RateName], random: inout some RandomNumberGenerator
  ) {
    all = GateMoves(images, random: &random)
    self.images = images.count
    let byRate = Dictionary(grouping: changes, by: \.rate)
    var found: [AtRate] = []
    for rate in rates {
      let own = byRate[rate] ?? []
      found.append(AtRate(rate: rate, images: own.count, moves: GateMoves(own, random: &random)))
    }
    self.rates = found
  }

  /// Medians over images, at every rate that a change is of, by name.
  init(images: [GateChange], changes: [GateChange], random: inout some RandomNumberGenerator) {
    self.init(images: images, changes: changes, rates: Set(changes.compactMap(\.rate)).sorted(), random: &random)
  }
}

/// The gate's rule: what holds over all rates, unless rate by rate it is gaming.
///
/// A candidate is gamed but for images that disagree about the metric where it is plainly gamed at two rates or more,
/// no fewer than half, and over all rates the metric rose and the panel denies it. A decoder that sharpens gains
/// where bits are few and loses where they are many: its gain over all rates differs from image to image, while at low
/// rates every image shows it and the panel falls at all.
/// - Parameter maxRegression: How far metric or panel may fall; nil where no limit was asked for.
/// - Returns: The rule, and the rates that it rests on where it rests on theirs.
func gateRule(
  _ moves: GateMovesByRate, _ bands: GateBands, maxRegression: Double? = nil
) -> (rule: GateRule, restsOn: GateRatesFinding?) {
  let all = moves.all.rule(bands, maxRegression: maxRegression)
  let judged = moves.rates.filter { $0.images > 0 }
  let gamed = judged.filter { $0.moves.rule(bands, maxRegression: maxRegression) == .gamed }.map(\.rate)
  guard all != .gamed, gamed.count >= 2, 2 * gamed.count >= judged.count, let metric = moves.all.metric,
    metric.value > bands.metricRise, moves.all.panelDenies(bands)
  else { return (all, nil) }
  return (.gamed, GateRatesFinding(gamed: gamed, judged: judged.count, otherwise: all))
}
