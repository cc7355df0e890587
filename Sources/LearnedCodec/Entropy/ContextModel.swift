/// What is known of a latent before it is decoded: its expected value and the scale of what is left.
///
/// Latents are coded channel by channel, each channel row by row. With q the latents already decoded,
/// `μ = W_μ ⋆ q` and `s = b[rate] + W_s ⋆ |q|`, both over a 3×3 neighbourhood: all nine places in the channels before,
/// and the four that come earlier in the same channel. W_s is not negative. Both are linear in integers, so that the
/// decoder can evaluate them exactly in integer arithmetic (`IntegerContextModel`).
///
/// After the masked-convolution context of D. Minnen, J. Ballé, G. Toderici, "Joint autoregressive and hierarchical
/// priors for learned image compression", NeurIPS 2018, made linear.
package struct ContextModel: Sendable, Equatable {
  /// Side of the neighbourhood.
  static let kernel = 3
  /// Smallest scale that the bias alone gives.
  static let smallestScale: Float = 0.04

  let channels: Int
  let rates: Int
  let mean: Range<Int>
  let scale: Range<Int>
  let scaleBias: Range<Int>

  init(_ name: String, channels: Int, rates: Int, in layout: inout ParameterLayout) {
    self.channels = channels
    self.rates = rates
    let size = channels * channels * Self.kernel * Self.kernel
    mean = layout.reserve(name + ".mean", size)
    scale = layout.reserve(name + ".scale", size)
    scaleBias = layout.reserve(name + ".scaleBias", rates * channels)
  }

  /// Whether the latent of channel `output` may look at tap `tap` (row-major in 3×3) of channel `input`.
  static func isKnown(output: Int, input: Int, tap: Int) -> Bool {
    input < output || (input == output && tap < kernel * kernel / 2)
  }

  private func geometry(_ map: FeatureMap) -> PatchGeometry {
    PatchGeometry(
      channels: channels, inputHeight: map.height, inputWidth: map.width, kernel: Self.kernel, stride: 1)
  }

  /// What the backward pass needs of the forward pass.
  package struct Tape {
    let quantised: FeatureMap
    let values: [Float]
    let magnitudes: [Float]
    /// Derivatives of the bits by (value − mean) and by the scale.
    let byValue: [Float]
    let byScale: [Float]
  }

  /// Bits of `noisy`, given the contexts that `quantised` makes.
  ///
  /// In training `noisy` carries uniform noise and `quantised` is rounded; both equal the integers when measuring.
  /// - Complexity: O(area · channels²)
  package func forward(
    noisy: FeatureMap, quantised: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>
  ) -> (bits: Double, tape: Tape) {
    precondition(quantised.channels == channels && noisy.values.count == quantised.values.count)
    let geometry = geometry(quantised)
    let values = Convolution.patches(of: quantised, geometry)
    let magnitudes = mapped(values) { abs($0) }
    let count = quantised.values.count
    let area = quantised.area
    var means = [Float](repeating: 0, count: count)
    var scales = means
    means.withUnsafeMutableBufferPointer { target in
      guard let base = target.baseAddress else { return }
      MatrixProduct.multiply(
        rows: channels, columns: area, inner: geometry.rows, parameters + mean.lowerBound, values, into: base)
    }
    scales.withUnsafeMutableBufferPointer { target in
      guard let base = target.baseAddress else { return }
      for channel in 0..<channels {
        let bias = parameters[scaleBias.lowerBound + rate * channels + channel]
        (base + channel * area).update(repeating: bias, count: area)
      }
      MatrixProduct.multiply(
        rows: channels, columns: area, inner: geometry.rows, parameters + scale.lowerBound, magnitudes, into: base,
        adding: true)
    }
    var total = 0.0
    // From here on means and scales hold the derivatives by value and by scale.
    means.withUnsafeMutableBufferPointer { means in
      scales.withUnsafeMutableBufferPointer { scales in
        noisy.values.withUnsafeBufferPointer { noisy in
          for index in 0..<count {
            let result = LogisticRate.bits(noisy[index] - means[index], scale: scales[index])
            total += Double(result.bits)
            means[index] = result.byValue
            scales[index] = result.byScale
          }
        }
      }
    }
    let tape = Tape(
      quantised: quantised, values: values, magnitudes: magnitudes, byValue: means, byScale: scales)
    return (total, tape)
  }

  /// Adds the parameters' gradient of `weight · bits`, where it is wanted, to `gradient`; returns the gradients by the
  /// noisy and by the quantised latents.
  /// - Complexity: O(area · channels²)
  package func backward(
    weight: Float, _ tape: Tape, rate: Int, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> (noisy: FeatureMap, quantised: FeatureMap) {
    let shape = tape.quantised
    let geometry = geometry(shape)
    let area = shape.area
    let byNoisy = mapped(tape.byValue) { weight * $0 }
    let byMean = mapped(tape.byValue) { -weight * $0 }
    let byScale = mapped(tape.byScale) { weight * $0 }
    if let gradient {
      func addWeights(_ delta: [Float], _ patches: [Float], to range: Range<Int>) {
        MatrixProduct.multiply(
          rows: channels, columns: geometry.rows, inner: area, delta, patches, transposingSecond: true,
          into: gradient + range.lowerBound, adding: true)
      }
      addWeights(byMean, tape.values, to: mean)
      addWeights(byScale, tape.magnitudes, to: scale)
      addRowSums(of: byScale, rows: channels, columns: area, to: gradient + scaleBias.lowerBound + rate * channels)
    }
    func adjoint(_ delta: [Float], _ range: Range<Int>) -> FeatureMap {
      FeatureMap(like: shape) { values in
        Convolution.scatterProduct(
          weights: parameters + range.lowerBound, channels: channels, delta, geometry, into: values)
      }
    }
    let throughMean = adjoint(byMean, mean)
    let throughMagnitude = adjoint(byScale, scale)
    let quantised = FeatureMap(like: shape) { values in
      shape.values.withUnsafeBufferPointer { q in
        throughMean.values.withUnsafeBufferPointer { direct in
          throughMagnitude.values.withUnsafeBufferPointer { slope in
            for index in 0..<q.count {
              let signed = q[index] > 0 ? slope[index] : -slope[index]
              values[index] = q[index] == 0 ? direct[index] : direct[index] + signed
            }
          }
        }
      }
    }
    return (shape.with(values: byNoisy), quantised)
  }

  /// Sets what may not be seen to zero and keeps scales positive: applied to parameters after each step.
  func project(_ parameters: UnsafeMutablePointer<Float>) {
    let taps = Self.kernel * Self.kernel
    for output in 0..<channels {
      for input in 0..<channels {
        for tap in 0..<taps {
          let place = (output * channels + input) * taps + tap
          if Self.isKnown(output: output, input: input, tap: tap) {
            parameters[scale.lowerBound + place] = max(parameters[scale.lowerBound + place], 0)
          } else {
            parameters[mean.lowerBound + place] = 0
            parameters[scale.lowerBound + place] = 0
          }
        }
      }
    }
    for index in scaleBias { parameters[index] = max(parameters[index], Self.smallestScale) }
  }
}
