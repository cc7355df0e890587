extension VMAFModel {
  /// A point of the feature space with its unclipped score.
  public struct FeaturePoint: Sendable, Equatable {
    /// One value per feature of the model, in its order.
    public let features: [Double]
    /// The unclipped score there.
    public let score: Double
  }

  /// The best unclipped score over the box [0, 1] of every feature but motion, which stays at `motion`.
  ///
  /// The fusion is no concave function, so the search climbs from every corner and from the middle: steepest ascent within
  /// the box with a step that doubles on success and halves on failure. It is deterministic; what it returns is a lower
  /// bound of the maximum, and every corner's own score is among what it compared.
  /// - Complexity: O(2^features · steps · support vectors)
  public func bestPoint(motion: Double = 0) -> FeaturePoint {
    let free = freeFeatures
    let upper = [Double](repeating: 1, count: features.count)
    var best = FeaturePoint(features: [], score: -.infinity)
    for corner in 0...(1 << free.count) {
      var start = [Double](repeating: 0.5, count: features.count)
      for (bit, index) in free.enumerated() where corner < 1 << free.count {
        start[index] = Double((corner >> bit) & 1)
      }
      for index in features.indices where features[index].kind == .motion2 { start[index] = motion }
      let top = climb(from: start, free: free, upper: upper)
      if top.score > best.score { best = top }
    }
    return best
  }

  /// The best unclipped score that can be reached from a point when no feature may rise: what the fusion pays for loss
  /// alone. Motion stays.
  ///
  /// Climbs as `bestPoint` does, from the point itself and from the point without the features that it rewards losing;
  /// a lower bound of the maximum, and never below the point's own score.
  /// - Complexity: O(steps · support vectors · features)
  public func bestByLosing(from point: [Double]) -> FeaturePoint {
    let free = freeFeatures
    let gradient = predictWithGradient(point).gradient
    var stripped = point
    for index in free where gradient[index] < 0 { stripped[index] = min(point[index], 0) }
    let tops = [point, stripped].map { climb(from: $0, free: free, upper: point) }
    return tops[1].score > tops[0].score ? tops[1] : tops[0]
  }

  private func climb(from start: [Double], free: [Int], upper: [Double]) -> FeaturePoint {
    var point = start
    var (score, gradient) = predictWithGradient(point)
    var step = 0.1
    while step > 1e-7 {
      // A feature that stands at its bound and would leave the box does not count: it would shorten the others' steps.
      let length = free.reduce(0) { sum, index in
        let isHeld = gradient[index] > 0 ? point[index] >= upper[index] : point[index] <= min(0, upper[index])
        return isHeld ? sum : sum + gradient[index] * gradient[index]
      }.squareRoot()
      guard length > 0 else { break }
      var next = point
      for index in free {
        next[index] = min(max(point[index] + step * gradient[index] / length, min(0, upper[index])), upper[index])
      }
      let reached = predictWithGradient(next)
      if reached.score > score {
        (point, score, gradient) = (next, reached.score, reached.gradient)
        step = min(step * 2, 0.5)
      } else {
        step /= 2
      }
    }
    return FeaturePoint(features: point, score: score)
  }
}
