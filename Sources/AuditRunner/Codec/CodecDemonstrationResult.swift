import AuditRecord
import QualityMetrics
import Scoring

/// What a demonstration measured, and what follows from it.
public struct CodecDemonstrationResult: Sendable, Codable, Equatable {
  /// An arm's identity.
  public struct ArmInfo: Sendable, Codable, Equatable {
    /// Its name.
    public var name: String
    /// `decoder` or `encoder`.
    public var part: String
    /// How it came to be.
    public var provenance: String
  }

  /// An arm against the base.
  public struct Summary: Sendable, Codable, Equatable {
    /// The arm.
    public var arm: String
    /// `decoder` or `encoder`.
    public var part: String
    /// Mean change of the metric in points, over images and rates.
    public var scoreChange: Double
    /// Standard error of that mean over the images.
    public var scoreError: Double
    /// Decoders: group → mean implied change in points.
    public var impliedChanges: [String: Double]
    /// Panel metric id → mean change in its own unit.
    public var panelChanges: [String: Double]
    /// Encoders: metric id → mean difference in rate in per cent at equal values.
    public var rateDifferences: [String: Double]

    /// The worst group's implied change; nil for an encoder.
    public var worstGroup: Double? { impliedChanges.values.min() }
  }

  /// Schema of the document.
  public var schema = 1
  /// The metric that the arms were tuned on.
  public var metric: String
  /// How the base came to be.
  public var base: String
  /// The arms.
  public var arms: [ArmInfo]
  /// Everything measured.
  public var measurements: [CodecDemonstration.Measurement]
  /// One entry for each arm.
  public var summaries: [Summary]

  init(
    metric: String, base: String, arms: [ArmInfo], measurements: [CodecDemonstration.Measurement],
    panel: [MetricDescriptor]
  ) {
    self.metric = metric
    self.base = base
    self.arms = arms
    self.measurements = measurements
    summaries = arms.map { Self.summary($0, measurements, metric: metric, panel: panel) }
  }

  private static func summary(
    _ arm: ArmInfo, _ all: [CodecDemonstration.Measurement], metric: String, panel: [MetricDescriptor]
  ) -> Summary {
    let before = Dictionary(
      all.filter { $0.arm == "base" }.map { ("\($0.image) \($0.rate)", $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = all.filter { $0.arm == arm.name }.compactMap { after in
      before["\(after.image) \(after.rate)"].map { (before: $0, after: after) }
    }
    let images = Dictionary(grouping: pairs) { $0.after.image }.sorted { $0.key < $1.key }.map(\.value)
    let perImage = images.map { pairs in mean(pairs.map { $0.after.score - $0.before.score }) ?? 0 }
    let change = mean(perImage) ?? 0
    let count = Double(perImage.count)
    let variance = perImage.reduce(0) { $0 + ($1 - change) * ($1 - change) } / max(1, count - 1)
    var summary = Summary(
      arm: arm.name, part: arm.part, scoreChange: change,
      scoreError: count > 0 ? (variance / count).squareRoot() : 0, impliedChanges: [:], panelChanges: [:],
      rateDifferences: [:])
    for group in PanelGroup.allCases {
      summary.impliedChanges[group.rawValue] = mean(pairs.compactMap { $0.after.impliedChanges[group.rawValue] })
    }
    for member in panel {
      summary.panelChanges[member.id] = mean(
        pairs.compactMap { pair in
          pair.after.panel[member.id].flatMap { new in pair.before.panel[member.id].map { new - $0 } }
        })
    }
    guard arm.part == FineTuningName.encoder else { return summary }
    func difference(_ value: (CodecDemonstration.Measurement) -> Double?) -> Double? {
      mean(
        images.compactMap { pairs in
          func curve(_ points: [CodecDemonstration.Measurement]) -> [RatePoint] {
            points.compactMap { point in value(point).map { RatePoint(rate: point.bitsPerPixel, quality: $0) } }
          }
          return try? bjontegaardRate(baseline: curve(pairs.map(\.before)), candidate: curve(pairs.map(\.after)))
        })
    }
    summary.rateDifferences[metric] = difference { $0.score }
    for member in panel {
      let sign = member.direction == .higherIsBetter ? 1.0 : -1.0
      summary.rateDifferences[member.id] = difference { $0.panel[member.id].map { sign * $0 } }
    }
    return summary
  }

  private enum FineTuningName { static let encoder = "encoder" }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
