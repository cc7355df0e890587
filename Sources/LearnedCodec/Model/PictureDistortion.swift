/// The distortion that base training minimises: squared error with Y', Cb and Cr weighted 6 : 1 : 1.
///
/// The weights of PSNR-YCbCr in the JVET common test conditions (J.-R. Ohm et al., IEEE Trans. CSVT 22(12), 2012).
enum PictureDistortion {
  static let lumaWeight: Float = 6.0 / 8
  static let chromaWeight: Float = 1.0 / 8

  /// Weighted mean squared error in squared code values, and its gradient by the network's picture.
  /// - Complexity: O(count)
  static func evaluate(
    _ output: FeatureMap, _ target: FeatureMap
  ) -> (total: Double, luma: Double, gradient: FeatureMap) {
    let area = output.area
    let toCodes = Double(PictureScaling.span * PictureScaling.span)
    var errors = [0.0, 0.0, 0.0]
    let gradient = FeatureMap(like: output) { values in
      for channel in 0..<3 {
        let weight = channel == 0 ? lumaWeight : chromaWeight
        let slope = 2 * weight * PictureScaling.span * PictureScaling.span / Float(area)
        var sum = 0.0
        for index in (channel * area)..<((channel + 1) * area) {
          let difference = output.values[index] - target.values[index]
          sum += Double(difference * difference)
          values[index] = slope * difference
        }
        errors[channel] = sum / Double(area) * toCodes
      }
    }
    let total = Double(lumaWeight) * errors[0] + Double(chromaWeight) * (errors[1] + errors[2])
    return (total, errors[0], gradient)
  }
}
