import Scoring

/// What the finding of a case is, in sentences.
public enum CaseWords {
  /// Why a case has its verdict; nil where it passed.
  static func reason(_ record: CaseRecord, header: RunHeader) -> String? {
    reason(record, metric: header.metric, limit: header.limit)
  }

  /// The same of a case on its own.
  /// - Parameter limit: The run's limit; nil where it has none.
  public static func reason(_ record: CaseRecord, metric: MetricInfo, limit: Double?) -> String? {
    let measurement = record.measurement
    /// A number of the metric with no more decimals than it needs.
    func text(_ value: Double?) -> String { value.map { NumberText.short($0, metric.decimals) } ?? "nothing" }
    let inflated =
      "inflated by \(record.atLeast ? "at least " : "")\(text(record.inflation))\(metric.unitAfterNumber), limit "
      + text(limit)
    switch record.finding {
    case .withinLimit: return nil
    case .beyondLimit:
      return "scores \(text(measurement.attacked?.score)), but looks like an honest \(text(record.implied)): "
        + inflated
    case .weakEvidence:
      return "weak evidence: \(inflated), but the honest start alone reads \(text(record.startInflation))"
    case .noLimit: return "\(metric.title) has no calibrated limit of inflation, and none was asked for"
    case .noReading: return "no voting member of the panel could be read on an honest ladder of this image"
    case .tooSmall:
      return "\(measurement.width ?? 0)×\(measurement.height ?? 0) is below \(smallestJudgedSide)×"
        + "\(smallestJudgedSide): on small pictures inflation is noise"
    case .noScore: return "\(measurement.key.image): \(metric.title) gave no number for the attacked image"
    case .notMeasured: return measurement.failure.map(failure) ?? "nothing was measured"
    }
  }

  /// Which of the panel's members have no value of the attacked image, and why; nil where none is missing.
  static func missing(_ record: CaseRecord, panel: [MetricInfo]) -> String? {
    let reasons = panel.compactMap { info in
      record.measurement.attacked?.missing?[info.id].map { "\(info.title) (\($0))" }
    }
    return reasons.isEmpty ? nil : "Without a value: \(reasons.joined(separator: ", "))."
  }

  /// Why nothing was measured, its subject first.
  public static func failure(_ failure: CaseMeasurement.Failure) -> String {
    (failure.subject.map { "\($0): " } ?? "") + failure.reason
  }
}
