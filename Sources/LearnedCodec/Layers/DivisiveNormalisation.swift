/// Generalised divisive normalisation in its simplified form, and its approximate inverse.
///
/// Forward: `n_i = β_i + Σ_j γ_ij·|x_j|`, `y_i = x_i / n_i`; inverse: `y_i = x_i · n_i`.
///
/// J. Ballé, V. Laparra, E. P. Simoncelli, "End-to-end optimized image compression", ICLR 2017, with the exponents of
/// N. Johnston, E. Eban, A. Gordon, J. Ballé, "Computationally efficient neural image compression", arXiv 1912.08771
/// (α = ε = 1: no squares, no roots). With β = 1 and γ = 0 both are the identity, which is how training begins.
struct DivisiveNormalisation: Sendable, Equatable {
  /// Smallest β: keeps the quotient bounded.
  static let smallestOffset: Float = 0.05

  let channels: Int
  let isInverse: Bool
  let offsets: Range<Int>
  let gains: Range<Int>

  init(_ name: String, channels: Int, inverse: Bool, in layout: inout ParameterLayout) {
    self.channels = channels
    isInverse = inverse
    offsets = layout.reserve(name + ".offsets", channels)
    gains = layout.reserve(name + ".gains", channels * channels)
  }

  /// What the backward pass needs of the forward pass.
  struct Tape {
    let input: FeatureMap
    let norm: [Float]
  }

  /// - Complexity: O(channels² · area)
  func forward(_ input: FeatureMap, _ parameters: UnsafePointer<Float>) -> (output: FeatureMap, tape: Tape) {
    precondition(input.channels == channels)
    let area = input.area
    let magnitudes = input.magnitudes
    let norm = [Float](unsafeUninitializedCapacity: channels * area) { buffer, initialised in
      if let values = buffer.baseAddress {
        for channel in 0..<channels {
          (values + channel * area).update(repeating: parameters[offsets.lowerBound + channel], count: area)
        }
        MatrixProduct.multiply(
          rows: channels, columns: area, inner: channels,
          parameters + gains.lowerBound, magnitudes, into: values, adding: true)
      }
      initialised = channels * area
    }
    let values = isInverse ? combined(input.values, norm) { $0 * $1 } : combined(input.values, norm) { $0 / $1 }
    return (input.with(values: values), Tape(input: input, norm: norm))
  }

  /// Adds the parameters' gradient, where it is wanted, to `gradient` and returns the input's.
  /// - Complexity: O(channels² · area)
  func backward(
    _ outputGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    let area = tape.input.area
    let normGradient = slopeByNorm(outputGradient, tape)
    return FeatureMap(like: tape.input) { values in
      normGradient.withUnsafeBufferPointer { buffer in
        guard let delta = buffer.baseAddress else { return }
        if let gradient {
          addRowSums(of: delta, rows: channels, columns: area, to: gradient + offsets.lowerBound)
          MatrixProduct.multiply(
            rows: channels, columns: channels, inner: area,
            delta, tape.input.magnitudes, transposingSecond: true, into: gradient + gains.lowerBound, adding: true)
        }
        MatrixProduct.multiply(
          rows: channels, columns: area, inner: channels,
          parameters + gains.lowerBound, transposingFirst: true, delta, into: values)
      }
      addDirectPath(outputGradient, tape, to: values)
    }
  }

  /// The loss's derivative by the norms.
  private func slopeByNorm(_ outputGradient: FeatureMap, _ tape: Tape) -> [Float] {
    let count = tape.norm.count
    return [Float](unsafeUninitializedCapacity: count) { result, initialised in
      outputGradient.values.withUnsafeBufferPointer { delta in
        tape.input.values.withUnsafeBufferPointer { x in
          tape.norm.withUnsafeBufferPointer { n in
            if isInverse {
              for index in 0..<count { result[index] = delta[index] * x[index] }
            } else {
              for index in 0..<count { result[index] = -delta[index] * x[index] / (n[index] * n[index]) }
            }
          }
        }
      }
      initialised = count
    }
  }

  /// Turns the derivative by the magnitudes in `values` into the one by the input.
  private func addDirectPath(_ outputGradient: FeatureMap, _ tape: Tape, to values: UnsafeMutablePointer<Float>) {
    func throughNorm(_ x: Float, _ slope: Float) -> Float { x < 0 ? -slope : (x > 0 ? slope : 0) }
    outputGradient.values.withUnsafeBufferPointer { delta in
      tape.input.values.withUnsafeBufferPointer { x in
        tape.norm.withUnsafeBufferPointer { n in
          if isInverse {
            for index in 0..<x.count {
              values[index] = delta[index] * n[index] + throughNorm(x[index], values[index])
            }
          } else {
            for index in 0..<x.count {
              values[index] = delta[index] * (1 / n[index]) + throughNorm(x[index], values[index])
            }
          }
        }
      }
    }
  }

  /// Puts parameters back where the norm is positive: β at least `smallestOffset`, γ not negative.
  func project(_ parameters: UnsafeMutablePointer<Float>) {
    for index in offsets { parameters[index] = max(parameters[index], Self.smallestOffset) }
    for index in gains { parameters[index] = max(parameters[index], 0) }
  }
}
