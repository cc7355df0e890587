import Scoring

/// What a comparison of losses finds, in sentences.
enum LossWords {
  /// Names the losses of whose gain the panel confirms less than half.
  static func headline(_ record: LossRecord) -> String {
    guard record.summary.contains(where: { $0.finding != nil }) else { return "Nothing could be compared" }
    let gamed = record.summary.filter { $0.finding == .gamed }
    guard !gamed.isEmpty else { return "What descending each loss gains, the panel confirms" }
    return "Most of what descending \(gamed.map(\.loss).joined(separator: ", ")) gains in \(record.metric.title) is "
      + "not confirmed by the panel"
  }

  /// What all attacks together did to a loss's pictures; nil where nothing could be compared.
  static func change(_ summary: LossSummary, metric: MetricInfo) -> String? {
    guard let all = summary.overall, let change = all.metricChange?.value, let confirmed = all.confirmed?.value,
      let unearned = all.unearned
    else { return nil }
    return "\(metric.title) \(NumberText.signed(change)), of which the panel confirms \(NumberText.signed(confirmed)); "
      + "unearned \(NumberText.signed(unearned.value))"
      + (unearned.ends.map { " (\(NumberText.signed($0.lower)) … \(NumberText.signed($0.upper)))" } ?? "")
  }
}
