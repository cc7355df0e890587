import LearnedCodec

/// The distortion that base training minimises: squared error with Y', Cb and Cr weighted as the configuration says.
enum PictureDistortion {
  /// Weighted mean squared error in squared code values, and its gradient by the network's picture.
  /// - Complexity: O(count)
  static func evaluate(
    _ output: FeatureMap, _ target: FeatureMap
  ) -> (total: Double, luma: Double, gradient: FeatureMap) {
    let area = output.area
    let span = PictureScaling.span
    let toCodes = Double(span * span)
    let weights = CodecConfiguration.channelWeights
    var errors = [0.0, 0.0, 0.0]
    let gradient = FeatureMap(like: output) { values in
      for channel in 0..<3 {
        let slope = 2 * weights[channel] * span * span / Float(area)
        var sum = 0.0
        for index in (channel * area)..<((channel + 1) * area) {
          let difference = output.values[index] - target.values[index]
          sum += Double(difference * difference)
          values[index] = slope * difference
        }
        errors[channel] = sum / Double(area) * toCodes
      }
    }
    let total = Double(weights[0]) * errors[0] + Double(weights[1]) * (errors[1] + errors[2])
    return (total, errors[0], gradient)
  }
}
