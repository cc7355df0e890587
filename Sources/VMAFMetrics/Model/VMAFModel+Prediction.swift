// The exponential comes from the platform's C library; no other part of Foundation is needed.
import Glibc

extension VMAFModel {
  /// The unclipped score of a set of features.
  /// - Parameter features: one value per entry of `self.features`, in that order.
  /// - Complexity: O(support vectors · features)
  public func predict(features values: [Double]) -> Double {
    let score = fusedScore(values)
    return transform?.apply(score).value ?? score
  }

  /// The score before the transform.
  func fusedScore(_ values: [Double]) -> Double {
    var normalised = values
    let sum = fuse(values, into: &normalised) { _, _, _ in }
    return (sum - rho - outputIntercept) / outputSlope
  }

  /// The unclipped score and its derivative with respect to each feature: points per unit of the feature.
  /// - Complexity: O(support vectors · features)
  public func predictWithGradient(_ values: [Double]) -> (score: Double, gradient: [Double]) {
    let count = features.count
    var gradient = [Double](repeating: 0, count: count)
    var normalised = values
    // d/dx_i of coefficient · exp(−gamma · |x − v|²) is −2 · gamma · (x_i − v_i) · coefficient · exp(…).
    let sum = fuse(values, into: &normalised) { normalised, row, weighted in
      for index in 0..<count {
        gradient[index] -= 2 * gamma * (normalised[index] - supportVectors[row + 1 + index]) * weighted
      }
    }
    let score = (sum - rho - outputIntercept) / outputSlope
    let transformed = transform?.apply(score) ?? (value: score, derivative: 1)
    for index in 0..<count {
      gradient[index] *= features[index].slope / outputSlope * transformed.derivative
    }
    return (transformed.value, gradient)
  }

  /// The score as the model reports it: within its range, where it has one.
  public func clip(_ score: Double) -> Double {
    guard let clipRange else { return score }
    return min(max(score, clipRange.lowerBound), clipRange.upperBound)
  }

  /// Normalises, and sums the weighted kernels in the order of the support vectors; `visit` sees each term.
  @inline(__always)
  private func fuse(
    _ values: [Double], into normalised: inout [Double], visit: ([Double], Int, Double) -> Void
  ) -> Double {
    let count = features.count
    precondition(values.count == count, "one value per feature of the model")
    for index in 0..<count {
      normalised[index] = features[index].slope * values[index] + features[index].intercept
    }
    var sum = 0.0
    var row = 0
    while row < supportVectors.count {
      var distance = 0.0
      for index in 0..<count {
        let difference = normalised[index] - supportVectors[row + 1 + index]
        distance += difference * difference
      }
      let weighted = supportVectors[row] * exp(-gamma * distance)
      sum += weighted
      visit(normalised, row, weighted)
      row += count + 1
    }
    return sum
  }
}
