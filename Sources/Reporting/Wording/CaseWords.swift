import Scoring

/// What the finding of a case is, in sentences.
public enum CaseWords {
  /// Why a case has its verdict; nil where it passed.
  static func reason(_ record: CaseRecord, header: RunHeader) -> String? {
    guard let words = reason(record, metric: header.metric, limit: header.limit) else { return nil }
    guard let finding = record.asFinding, let known = header.known else { return words }
    guard let was = known.expected(finding.key) else { return words + "; new" }
    let expected = NumberText.short(was.inflation, header.metric.decimals)
    return words + (known.covers(finding) ? "; known as \(expected)" : "; worse than the \(expected) that is known")
  }

  /// The same of a case on its own.
  /// - Parameter limit: The run's limit; nil where it has none.
  public static func reason(_ record: CaseRecord, metric: MetricInfo, limit: Double?) -> String? {
    let measurement = record.measurement
    /// A number of the metric with no more decimals than it needs.
    func text(_ value: Double?) -> String { value.map { NumberText.short($0, metric.decimals) } ?? "nothing" }
    let bound = record.atLeast ? "at least " : ""
    let group = record.decidingGroup.map { " by \($0.title)" } ?? ""
    func inflated(_ bound: String, _ group: String = "") -> String {
      "inflated by \(bound)\(text(record.inflation))\(metric.unitAfterNumber)\(group), limit \(text(limit))"
    }
    switch record.finding {
    case .withinLimit: return nil
    case .beyondLimit where record.toneDecides:
      return "scores \(text(measurement.attacked?.score)), but its tone alone looks like at most an honest "
        + "\(text(record.implied)): \(inflated(bound))"
    case .beyondLimit where record.colourDecides(over: limit):
      return "scores \(text(measurement.attacked?.score)), but its colour says that it is inflated by over "
        + "\(text(limit))\(metric.unitAfterNumber), the limit"
    case .beyondLimit:
      return "scores \(text(measurement.attacked?.score)), but looks like an honest \(text(record.implied))"
        + "\(group): \(inflated(bound))"
        + (record.improved == true ? ", yet improved: every group of the panel finds it better than its start" : "")
    case .boundOnly:
      let isBelow = (record.inflation ?? 0) <= (limit ?? 0)
      return "not decided: \(inflated(isBelow ? "at least " : "at most ", group)); the picture lies "
        + (isBelow
          ? "below the lowest rung of a ladder, and lower rungs"
          : "above the highest rung of a ladder, and higher rungs")
        + " would decide it"
    case .weakEvidence:
      return "weak evidence: \(inflated(bound, group)), but the honest start alone reads \(text(record.startInflation))"
    case .noLimit:
      return "\(metric.title) has no calibrated limit of inflation, and none was asked for; --max-inflation "
        + "decides it"
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

  /// The change of tone, what people make of it, and what the groups would read with it; nil without one.
  static func tone(_ record: CaseRecord, metric: MetricInfo) -> String? {
    guard let tone = record.tone else { return nil }
    let levels = NumberText.fixed(abs(tone.shift), 1)
    var words =
      "Tone: contrast × \(NumberText.fixed(tone.contrast, 2)), mean \(levels) levels "
      + (tone.shift < 0 ? "darker" : "brighter")
      + "; three photographs in four lose \(NumberText.fixed(tone.loss, 1)) points by that or more."
    let groups = PanelGroup.allCases.compactMap { group in
      record.plainInflationByGroup?[group].map { "\(group.title) \(NumberText.signed($0, metric.decimals))" }
    }
    if !groups.isEmpty {
      words +=
        " Groups read the picture with its tone matched where that is kinder; as it is they read "
        + groups.joined(separator: ", ") + "."
    }
    return words
  }

  /// Why nothing was measured, its subject first.
  public static func failure(_ failure: CaseMeasurement.Failure) -> String {
    (failure.subject.map { "\($0): " } ?? "") + failure.reason
  }
}
