import AuditRecord

/// Where the bands of scores begin, beside the lowest, which has no beginning.
public let fusionBandEdges: [Double] = [30, 50, 60, 70, 80, 90, 95]

extension FusionSummary {
  /// What encodes say of the features of a fusion: pure and total.
  /// - Parameters:
  ///   - operating: The encodes.
  ///   - features: The features that have slopes, in the model's order.
  init(_ operating: [FusionModel.Operating], features: [String]) {
    let count = Double(operating.count)
    let rows = operating.isEmpty ? [] : features.map { Feature($0, over: operating) }
    let lower: [Double?] = [nil] + fusionBandEdges
    let upper: [Double?] = fusionBandEdges + [nil]
    let bands = zip(lower, upper).compactMap { from, to -> Band? in
      let held = operating.filter { point in
        point.place.score >= from ?? -.infinity && point.place.score < to ?? .infinity
      }
      guard let gain = Scoring.median(held.map(\.gainByLosing)) else { return nil }
      let shares = features.map { feature in
        (feature, Double(held.count { $0.isNegative(feature) }) / Double(held.count))
      }
      return Band(
        from: from, to: to, encodes: held.count, negativeShare: Dictionary(shares, uniquingKeysWith: { $1 }),
        medianGainByLosing: gain)
    }
    let touched = operating.count { point in features.contains { point.isNegative($0) } }
    self.init(
      encodes: operating.count, images: Set(operating.map(\.image)).count, features: rows, bands: bands,
      anyNegativeShare: operating.isEmpty ? nil : Double(touched) / count)
  }
}

extension FusionSummary.Feature {
  /// One feature over encodes.
  /// - Precondition: there is an encode.
  fileprivate init(_ feature: String, over operating: [FusionModel.Operating]) {
    let slopes = operating.map { $0.place.slopes[feature] ?? 0 }
    let firstKept = operating.filter { !$0.isNegative(feature) }.map(\.place.score).min()
    let below = firstKept.map { first in operating.count { $0.place.score < first } } ?? 0
    let above = operating.filter { $0.place.score >= firstKept ?? .infinity }
    let isTold = below > 0
    self.init(
      feature: feature, negativeShare: Double(operating.count { $0.isNegative(feature) }) / Double(operating.count),
      least: slopes.min() ?? 0, median: Scoring.median(slopes) ?? 0, most: slopes.max() ?? 0,
      negativeBelow: isTold ? firstKept : nil,
      negativeShareAbove: isTold ? Double(above.count { $0.isNegative(feature) }) / Double(above.count) : nil)
  }
}

extension FusionModel.Operating {
  /// Whether the fusion rewards losing the feature here.
  fileprivate func isNegative(_ feature: String) -> Bool { (place.slopes[feature] ?? 0) < 0 }
}
