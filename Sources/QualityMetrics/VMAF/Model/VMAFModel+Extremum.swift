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
    let free = features.indices.filter { features[$0].kind != .motion2 }
    var best = FeaturePoint(features: [], score: -.infinity)
    for corner in 0...(1 << free.count) {
      var start = [Double](repeating: 0.5, count: features.count)
      for (bit, index) in free.enumerated() where corner < 1 << free.count {
        start[index] = Double((corner >> bit) & 1)
      }
      for index in features.indices where features[index].kind == .motion2 { start[index] = motion }
      let top = climb(from: start, free: free)
      if top.score > best.score { best = top }
    }
    return best
  }

  private func climb(from start: [Double], free: [Int]) -> FeaturePoint {
    var point = start
    var (score, gradient) = predictWithGradient(point)
    var step = 0.1
    while step > 1e-7 {
      let length = free.reduce(0) { $0 + gradient[$1] * gradient[$1] }.squareRoot()
      guard length > 0 else { break }
      var next = point
      for index in free { next[index] = min(max(point[index] + step * gradient[index] / length, 0), 1) }
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
