import MetricKit

extension VMAFModel {
  /// What the replicates of a bootstrap model say of one picture.
  public struct Bootstrap: Sendable, Equatable {
    /// Mean of the replicates' scores.
    public let bagging: Double
    /// Their standard deviation, in points of the score as it is reported.
    public let deviation: Double
    /// The 95 % interval: the 2.5th and 97.5th percentile of their scores.
    public let interval: ClosedRange<Double>

    /// The values under libvmaf's names.
    var named: [String: Double] {
      [
        "bagging": bagging, "stddev": deviation, "ci_p95_lo": interval.lowerBound, "ci_p95_hi": interval.upperBound,
      ]
    }
  }

  /// The evaluation of a picture with these features.
  func evaluation(_ values: VMAFFeatureValues) -> Evaluation {
    evaluation(values.inputs(of: self), features: values.named)
  }

  /// The evaluation of a picture: the score within its range, and beside the features what the replicates say.
  /// - Parameters:
  ///   - values: one value per entry of `features`, in that order.
  ///   - named: what the evaluation states as features.
  /// - Complexity: O(models · support vectors · features)
  func evaluation(_ values: [Double], features named: [String: Double]) -> Evaluation {
    var stated = named
    if let bootstrap = bootstrap(values) { stated.merge(bootstrap.named) { $1 } }
    return Evaluation(score: clip(predict(features: values)), features: stated)
  }

  /// What the replicates say; nil for a model without any.
  ///
  /// Mean, deviation and percentiles are of the fused scores; the first replicate's transform and range are applied to
  /// them afterwards, and their slope at the mean to the deviation. Source: libvmaf's `predict.c`.
  public func bootstrap(_ values: [Double]) -> Bootstrap? {
    guard let first = replicates.first else { return nil }
    let scores = replicates.map { $0.fusedScore(values) }.sorted()
    let count = Double(scores.count)
    // In the order of the replicates, as libvmaf adds them.
    let mean = replicates.reduce(0) { $0 + $1.fusedScore(values) } / count
    let squares = replicates.reduce(0) { sum, replicate in
      let difference = replicate.fusedScore(values) - mean
      return sum + difference * difference
    }
    func shown(_ score: Double) -> Double { first.clip(first.transform?.apply(score).value ?? score) }
    func percentile(_ percent: Double) -> Double {
      let place = percent * (count - 1) / 100
      let below = Int(place)
      let rest = place - Double(below)
      return rest == 0 ? scores[below] : scores[below] * (1 - rest) + scores[below + 1] * rest
    }
    let (low, high) = (shown(percentile(2.5)), shown(percentile(97.5)))
    let step = 0.01
    let slope = (shown(mean + step) - shown(mean - step)) / (2 * step)
    return Bootstrap(
      bagging: shown(mean), deviation: (squares / count).squareRoot() * slope, interval: min(low, high)...max(low, high)
    )
  }
}
