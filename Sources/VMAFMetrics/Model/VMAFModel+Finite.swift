extension VMAFModel {
  /// Whether score and derivatives are finite for whatever features pictures can have.
  ///
  /// Files hold any numbers; those of published models are below 10³. The kernel is at most 1 where gamma is positive, so
  /// the fused sum is bounded by that of the coefficients.
  var isFinite: Bool {
    /// No feature comes near; motion is at most 10 000.
    let largestFeature = 1e6
    /// Its square still leaves room for sums.
    let room = 1e100
    let width = features.count + 1
    var sum = abs(rho) + abs(outputIntercept)
    for row in stride(from: 0, to: supportVectors.count, by: width) { sum += abs(supportVectors[row]) }
    let reach = sum / abs(outputSlope)
    guard gamma > 0, gamma < room, reach < room, supportVectors.allSatisfy({ abs($0) < room }),
      features.allSatisfy({ abs($0.slope) * largestFeature + abs($0.intercept) < room })
    else { return false }
    guard let transform else { return true }
    return [-reach, 0, reach].allSatisfy { score in
      let (value, derivative) = transform.apply(score)
      return value.isFinite && derivative.isFinite
    }
  }
}
