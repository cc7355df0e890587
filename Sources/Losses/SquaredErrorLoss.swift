import QualityMetrics
import Raster

/// The mean squared errors of the planes, weighted and summed, in squared code values. A plane without weight is not read.
struct SquaredErrorLoss: PreparedSteering {
  /// What a squared code value of each plane costs.
  struct Weights: Sendable {
    var luma = 0.0
    var cb = 0.0
    var cr = 0.0
  }

  let reference: SteeringInput<Float>
  let weights: Weights

  /// - Complexity: O(width · height)
  func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double {
    let luma = try error(input.luma, reference.luma, weight: weights.luma)
    guard let (own, other) = try chroma(input) else { return luma }
    return luma + (try error(own.cb, other.cb, weight: weights.cb)) + (try error(own.cr, other.cr, weight: weights.cr))
  }

  /// - Complexity: O(width · height)
  func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
    value: Double, gradient: SteeringInput<Float>
  ) {
    let luma = try errorAndGradient(input.luma, reference.luma, weight: weights.luma)
    guard let (own, other) = try chroma(input) else { return (luma.value, SteeringInput(luma: luma.gradient)) }
    let cb = try errorAndGradient(own.cb, other.cb, weight: weights.cb)
    let cr = try errorAndGradient(own.cr, other.cr, weight: weights.cr)
    let gradient = SteeringInput(luma: luma.gradient, chroma: .init(cb: cb.gradient, cr: cr.gradient))
    return (luma.value + cb.value + cr.value, gradient)
  }

  /// Both pictures' chroma; nil where it has no weight.
  private func chroma(
    _ input: SteeringInput<Float>
  ) throws(MetricError) -> (own: SteeringInput<Float>.Chroma, reference: SteeringInput<Float>.Chroma)? {
    guard weights.cb > 0 || weights.cr > 0 else { return nil }
    return (try input.requireChroma("mse"), try reference.requireChroma("mse"))
  }

  /// `weight` times the mean squared difference of two planes, to the bit as it stands beside its gradient.
  private func error(_ a: Plane<Float>, _ b: Plane<Float>, weight: Double) throws(MetricError) -> Double {
    guard weight > 0 else { return 0 }
    try requireSameSize(b, a)
    var sum = 0.0
    a.samples.withUnsafeBufferPointer { a in
      b.samples.withUnsafeBufferPointer { b in
        for index in 0..<a.count {
          let difference = Double(a[index] - b[index])
          sum += difference * difference
        }
      }
    }
    return sum * (weight / Double(a.count))
  }

  /// `weight` times the mean squared difference of two planes, and its gradient with respect to `a`.
  private func errorAndGradient(
    _ a: Plane<Float>, _ b: Plane<Float>, weight: Double
  ) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
    guard weight > 0 else { return (0, .zero(like: a)) }
    try requireSameSize(b, a)
    let scale = weight / Double(a.count)
    let slope = Float(2 * scale)
    var sum = 0.0
    var gradient = a
    gradient.samples.withUnsafeMutableBufferPointer { target in
      b.samples.withUnsafeBufferPointer { other in
        for index in 0..<target.count {
          let difference = target[index] - other[index]
          sum += Double(difference) * Double(difference)
          target[index] = slope * difference
        }
      }
    }
    return (sum * scale, gradient)
  }
}
