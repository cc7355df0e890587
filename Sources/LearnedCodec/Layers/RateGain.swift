import Glibc

/// One positive gain for each (rate, channel): how one model serves several rates.
///
/// `y_c = x_c · exp(g[rate, c])`; the logarithm keeps gains positive and their learning rate relative.
/// Z. Cui, J. Wang, S. Gao, T. Guo, Y. Feng, B. Bai, "Asymmetric gained deep image compression with continuous rate
/// adaptation", CVPR 2021.
struct RateGain: Sendable, Equatable {
  let channels: Int
  let rates: Int
  let logarithms: Range<Int>

  init(_ name: String, channels: Int, rates: Int, in layout: inout ParameterLayout) {
    self.channels = channels
    self.rates = rates
    logarithms = layout.reserve(name + ".gains", channels * rates)
  }

  /// - Complexity: O(count)
  func forward(_ input: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>) -> FeatureMap {
    precondition(input.channels == channels && rate >= 0 && rate < rates)
    let area = input.area
    return FeatureMap(like: input) { values in
      input.values.withUnsafeBufferPointer { x in
        for channel in 0..<channels {
          let gain = expf(parameters[logarithms.lowerBound + rate * channels + channel])
          for index in (channel * area)..<((channel + 1) * area) { values[index] = gain * x[index] }
        }
      }
    }
  }

  /// Adds the gains' gradient, where it is wanted, to `gradient` and returns the input's.
  /// - Complexity: O(count)
  func backward(
    _ outputGradient: FeatureMap, output: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    let area = output.area
    return FeatureMap(like: output) { values in
      outputGradient.values.withUnsafeBufferPointer { delta in
        output.values.withUnsafeBufferPointer { y in
          for channel in 0..<channels {
            let place = logarithms.lowerBound + rate * channels + channel
            let gain = expf(parameters[place])
            let samples = (channel * area)..<((channel + 1) * area)
            for index in samples { values[index] = gain * delta[index] }
            guard let gradient else { continue }
            var total: Float = 0
            for index in samples { total += delta[index] * y[index] }
            gradient[place] += total
          }
        }
      }
    }
  }
}
