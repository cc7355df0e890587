import Scoring

/// What a demonstration finds, in sentences.
public enum DemonstrationWords {
  /// What the gate says of a checkpoint, in one line.
  public static func message(_ comparison: CodecDemoComparison, metric: MetricInfo) -> String {
    GateWords.message(comparison.judgement, metric: metric)
  }

  /// What the gate says of an arm: the rule, or each with how many of its seeds.
  static func verdicts(_ arm: CodecDemoArm) -> String {
    let total = arm.findings.reduce(0) { $0 + $1.checkpoints }
    guard total > 1 else { return arm.findings.first.map(words) ?? "nothing" }
    return arm.findings.map { (words: words($0), checkpoints: $0.checkpoints) }.sorted { $0.words < $1.words }
      .map { "\($0.words) (\($0.checkpoints) of \(total) seeds)" }.joined(separator: ", ")
  }

  /// The rule that holds, with the rates where the judgement rests on theirs.
  private static func words(_ finding: CodecDemoFinding) -> String {
    guard let gamed = finding.gamedRates, let judged = finding.judgedRates else { return finding.rule.words }
    return "\(finding.rule.words) at \(gamed) of \(counted(judged, "rate"))"
  }

  /// The rule at each rate, neighbours of one rule together: `gamed at 0, 1; unearned at 2`.
  static func byRate(_ comparison: CodecDemoComparison) -> String {
    var runs: [(rule: GateRule, rates: [RateName])] = []
    for judgement in comparison.rates where judgement.images > 0 {
      if runs.last?.rule != judgement.rule { runs.append((judgement.rule, [])) }
      runs[runs.count - 1].rates.append(judgement.rate ?? "")
    }
    return runs.map { "\($0.rule.words) at \(GateWords.list($0.rates))" }.joined(separator: "; ")
  }
}
