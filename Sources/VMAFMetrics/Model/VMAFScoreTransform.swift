/// What some models do to the fused score: a polynomial, then a piecewise-linear map, then a bound by the input.
///
/// Source: the order of the steps is that of libvmaf's `predict.c`. The published v0.6.1 models carry coefficients but
/// do not enable them, so those models have no transform here.
public struct VMAFScoreTransform: Sendable, Equatable {
  /// A corner of the piecewise-linear map.
  public struct Knot: Sendable, Equatable {
    /// Score before.
    public let input: Double
    /// Score after.
    public let output: Double
  }

  /// Coefficient of 1; nil where the model leaves it out. With all three left out there is no polynomial.
  public var p0: Double?
  /// Coefficient of x.
  public var p1: Double?
  /// Coefficient of x².
  public var p2: Double?
  /// Corners by rising input; fewer than two mean no map. Outside them the first and last segment go on.
  public var knots: [Knot] = []
  /// Whether the result may not exceed the fused score.
  public var notAboveInput = false
  /// Whether the result may not fall below the fused score.
  public var notBelowInput = false

  /// The transformed score and the derivative of the transform at `score`.
  public func apply(_ score: Double) -> (value: Double, derivative: Double) {
    var value = score
    var derivative = 1.0
    if p0 != nil || p1 != nil || p2 != nil {
      value = 0
      derivative = 0
      if let p0 { value += p0 }
      if let p1 {
        value += p1 * score
        derivative += p1
      }
      if let p2 {
        value += p2 * score * score
        derivative += 2 * p2 * score
      }
    }
    if let segment = segment(at: value) {
      value = segment.slope == 0 ? segment.offset : segment.slope * value + segment.offset
      derivative *= segment.slope
    }
    if notAboveInput && value > score || notBelowInput && value < score {
      return (score, 1)
    }
    return (value, derivative)
  }

  /// The line that holds at `x`. Of two segments that meet in `x` the later one counts.
  private func segment(at x: Double) -> (slope: Double, offset: Double)? {
    guard knots.count > 1 else { return nil }
    var index = 0
    while index + 2 < knots.count && x >= knots[index + 1].input { index += 1 }
    let (from, to) = (knots[index], knots[index + 1])
    if from.output == to.output { return (0, from.output) }
    // A segment that starts at 0 keeps its output as offset; the general form would round differently.
    if from.input == 0 { return ((to.output - from.output) / to.input, from.output) }
    let slope = (to.output - from.output) / (to.input - from.input)
    return (slope, from.output - from.input * slope)
  }
}
