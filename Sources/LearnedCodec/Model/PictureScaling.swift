import Raster

/// Code values ↔ the network's numbers: `(code − 128)/64`.
public enum PictureScaling {
  /// The code value that is 0.
  package static let centre: Float = 128
  /// Code values per unit.
  package static let span: Float = 64

  /// Y', Cb, Cr of an 8-bit image, unrounded, as a map of three channels.
  /// - Complexity: O(width · height)
  public static func map(_ image: RGBImage) -> FeatureMap {
    let count = image.width * image.height
    let scale = image.bitDepth == 8 ? 1.0 : 1.0 / 257
    return FeatureMap(channels: 3, height: image.height, width: image.width) { values in
      let (y, cb, cr) = (values, values + count, values + 2 * count)
      image.red.samples.withUnsafeBufferPointer { red in
        image.green.samples.withUnsafeBufferPointer { green in
          image.blue.samples.withUnsafeBufferPointer { blue in
            for index in 0..<count {
              let code = BT709.yCbCr(
                red: Double(red[index]) * scale, green: Double(green[index]) * scale, blue: Double(blue[index]) * scale)
              y[index] = (Float(code.y) - centre) / span
              cb[index] = (Float(code.cb) - centre) / span
              cr[index] = (Float(code.cr) - centre) / span
            }
          }
        }
      }
    }
  }

  /// The map with its last row and column repeated until its sides are multiples of 8.
  /// - Complexity: O(count)
  static func aligned(_ map: FeatureMap) -> FeatureMap {
    let unit = CodecConfiguration.alignment
    let height = (map.height + unit - 1) / unit * unit
    let width = (map.width + unit - 1) / unit * unit
    guard height != map.height || width != map.width else { return map }
    return FeatureMap(channels: map.channels, height: height, width: width) { values in
      for channel in 0..<map.channels {
        for y in 0..<height {
          let from = (channel * map.height + min(y, map.height - 1)) * map.width
          let to = (channel * height + y) * width
          for x in 0..<width { values[to + x] = map.values[from + min(x, map.width - 1)] }
        }
      }
    }
  }

  /// The 8-bit image of a map's top left `width × height` samples, rounded and clipped.
  /// - Complexity: O(width · height)
  static func image(_ map: FeatureMap, width: Int, height: Int) -> RGBImage {
    precondition(map.channels == 3 && map.width >= width && map.height >= height)
    var planes = [[UInt16]](repeating: [UInt16](repeating: 0, count: width * height), count: 3)
    for y in 0..<height {
      for x in 0..<width {
        let place = y * map.width + x
        func code(_ channel: Int) -> Double { Double(map.values[channel * map.area + place] * span + centre) }
        let colour = BT709.rgb(y: code(0), cb: code(1), cr: code(2))
        for (plane, value) in [colour.red, colour.green, colour.blue].enumerated() {
          planes[plane][y * width + x] = value > 0 ? UInt16(min(255, value.rounded())) : 0
        }
      }
    }
    func plane(_ index: Int) -> Plane<UInt16> { Plane(width: width, height: height, samples: planes[index]) }
    return RGBImage(red: plane(0), green: plane(1), blue: plane(2), bitDepth: 8)
  }
}
