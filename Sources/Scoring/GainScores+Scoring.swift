import AuditRecord
import Glibc

extension MetricInfo {
  /// A value scaled to [0, 1] over the metric's range, 1 best; nil for an open range or a value that is no number.
  func scaled(_ value: Double) -> Double? {
    guard let lowest, let highest, value.isFinite else { return nil }
    let width = highest - lowest
    guard width.isFinite, width > 0 else { return nil }
    let fraction = (value - lowest) / width
    return higherIsBetter ? fraction : 1 - fraction
  }
}

extension GainScores {
  /// The gain scores of one attack. Source: A. Antsiferova et al., "Comparing the robustness of modern no-reference
  /// image- and video-quality metrics to adversarial attacks", AAAI (2024), eq. 1 to 3.
  /// - Returns: nil when a score is missing or the metric's range is open.
  init?(from clean: Double?, to attacked: Double?, of metric: MetricInfo) {
    guard let clean, let attacked, let s = metric.scaled(clean), let a = metric.scaled(attacked) else { return nil }
    self.init(
      absolute: a - s, relative: (a - s) / (s + 1), robustness: log10(max(1 - s, s) / (abs(a - s) + 1e-6)))
  }
}
