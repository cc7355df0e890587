import Raster

/// Code values ↔ the network's numbers: `(code − 128)/64`.
public enum PictureScaling {
  /// The code value that is 0.
  static let centre: Float = 128
  /// Code values per unit.
  static let span: Float = 64

  /// Y', Cb, Cr of an 8-bit image, unrounded, as a map of three channels.
  /// - Complexity: O(width · height)
  public static func map(_ image: RGBImage) -> FeatureMap {
    let count = image.width * image.height
    let scale = image.bitDepth == 8 ? 1.0 : 1.0 / 257
    return FeatureMap(channels: 3, height: image.height, width: image.width) { values in
      for index in 0..<count {
        let code = BT709.yCbCr(
          red: Double(image.red.samples[index]) * scale, green: Double(image.green.samples[index]) * scale,
          blue: Double(image.blue.samples[index]) * scale)
        values[index] = (Float(code.y) - centre) / span
        values[count + index] = (Float(code.cb) - centre) / span
        values[2 * count + index] = (Float(code.cr) - centre) / span
      }
    }
  }
}

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
