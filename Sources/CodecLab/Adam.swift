import Glibc

/// Adam with gradient clipping by the global norm.
///
/// D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; clipping after
/// R. Pascanu, T. Mikolov, Y. Bengio, ICML 2013.
struct Adam: Sendable, Equatable {
  /// Decay of the first and of the second moment, and the quotient's guard.
  static let firstDecay: Float = 0.9
  static let secondDecay: Float = 0.999
  static let guardTerm: Float = 1e-8

  /// Running mean of the gradient.
  var first: [Float]
  /// Running mean of the squared gradient.
  var second: [Float]
  /// Steps taken.
  var step = 0

  init(count: Int) {
    first = [Float](repeating: 0, count: count)
    second = first
  }

  /// Moves `parameters` in `range` against `gradient`, whose norm over that range is first limited to `clip`.
  /// - Returns: the norm before clipping.
  /// - Complexity: O(range.count)
  mutating func update(
    _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, in range: Range<Int>,
    rate: Float, clip: Float
  ) -> Float {
    let norm = Float(Self.squareSum(gradient, in: range).squareRoot())
    guard norm.isFinite else { return norm }
    let scale = norm > clip ? clip / norm : 1
    step += 1
    let firstCorrection = 1 / (1 - powf(Self.firstDecay, Float(step)))
    let secondCorrection = 1 / (1 - powf(Self.secondDecay, Float(step)))
    first.withUnsafeMutableBufferPointer { m in
      second.withUnsafeMutableBufferPointer { v in
        for index in range {
          let g = gradient[index] * scale
          m[index] = Self.firstDecay * m[index] + (1 - Self.firstDecay) * g
          v[index] = Self.secondDecay * v[index] + (1 - Self.secondDecay) * g * g
          let denominator = (v[index] * secondCorrection).squareRoot() + Self.guardTerm
          parameters[index] -= rate * m[index] * firstCorrection / denominator
        }
      }
    }
    return norm
  }

  /// The sum of squares in eight lanes: a place's lane is its index modulo 8.
  private static func squareSum(_ gradient: UnsafePointer<Float>, in range: Range<Int>) -> Double {
    var lanes = SIMD8<Double>.zero
    func addSingly(_ places: Range<Int>) {
      for index in places { lanes[index & 7] += Double(gradient[index]) * Double(gradient[index]) }
    }
    let start = min((range.lowerBound + 7) & ~7, range.upperBound)
    let end = max(range.upperBound & ~7, start)
    addSingly(range.lowerBound..<start)
    for index in stride(from: start, to: end, by: 8) {
      let values = SIMD8<Double>(UnsafeRawPointer(gradient + index).loadUnaligned(as: SIMD8<Float>.self))
      lanes += values * values
    }
    addSingly(end..<range.upperBound)
    return lanes.sum()
  }
}
