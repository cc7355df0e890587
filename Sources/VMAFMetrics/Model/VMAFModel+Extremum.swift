extension VMAFModel {
  /// A point of the feature space with its unclipped score.
  public struct FeaturePoint: Sendable, Equatable {
    /// One value per feature of the model, in its order.
    public let features: [Double]
    /// The unclipped score there.
    public let score: Double
  }

  /// The best unclipped score over the box of every feature's range; motion stays at `motion`.
  ///
  /// The fusion is no concave function, so the search climbs from every corner and from the middle: steepest ascent within
  /// the box, its sides taken as 1, with a step that doubles on success and halves on failure. It is deterministic; what it returns is a lower
  /// bound of the maximum, and every corner's own score is among what it compared.
  /// - Complexity: O(2^features · steps · support vectors)
  public func bestPoint(motion: Double = 0) -> FeaturePoint {
    let free = freeFeatures
    let upper = box.map(\.upperBound)
    var best = FeaturePoint(features: [], score: -.infinity)
    for corner in 0...(1 << free.count) {
      var start = box.map { ($0.lowerBound + $0.upperBound) / 2 }
      for (bit, index) in free.enumerated() where corner < 1 << free.count {
        start[index] = (corner >> bit) & 1 == 0 ? box[index].lowerBound : box[index].upperBound
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
    for index in free where gradient[index] < 0 { stripped[index] = min(point[index], box[index].lowerBound) }
    let tops = [point, stripped].map { climb(from: $0, free: free, upper: point) }
    return tops[1].score > tops[0].score ? tops[1] : tops[0]
  }

  private func climb(from start: [Double], free: [Int], upper: [Double]) -> FeaturePoint {
    var point = start
    var (score, gradient) = predictWithGradient(point)
    let lower = zip(box, upper).map { min($0.lowerBound, $1) }
    let sides = box.map { $0.upperBound - $0.lowerBound }
    var step = 0.1
    while step > 1e-7 {
      // A feature that stands at its bound and would leave the box does not count: it would shorten the others' steps.
      let length = free.reduce(0) { sum, index in
        let isHeld = gradient[index] > 0 ? point[index] >= upper[index] : point[index] <= lower[index]
        let slope = gradient[index] * sides[index]
        return isHeld ? sum : sum + slope * slope
      }.squareRoot()
      guard length > 0 else { break }
      var next = point
      for index in free {
        let move = step * (gradient[index] * sides[index]) / length * sides[index]
        next[index] = min(max(point[index] + move, lower[index]), upper[index])
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
