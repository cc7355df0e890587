import Foundation
import Raster

/// Butteraugli sample by sample in Double, with the true logarithm and sRGB's true curve: the kernels' twin.
enum ButteraugliTwin {
  typealias Image = Plane<Double>

  static func distances(_ reference: RGBPlanes, _ distorted: RGBPlanes) -> (maximum: Double, threeNorm: Double) {
    let linear = [reference, distorted].map { rgb in [rgb.red, rgb.green, rgb.blue].map { $0.map(light) } }
    var map = differences(linear[0], linear[1])
    let small = linear.map { $0.map(halved) }
    if min(small[0][0].width, small[0][0].height) >= 8 {
      let coarse = differences(small[0], small[1])
      for y in 0..<map.height {
        for x in 0..<map.width { map[x, y] = map[x, y] * (1 - 0.3 * 0.5) + 0.5 * coarse[x / 2, y / 2] }
      }
    }
    let norms = [3.0, 6, 12].map { p in
      pow(map.samples.reduce(0) { $0 + pow($1, p) } / Double(map.count), 1 / p)
    }
    return (map.samples.max() ?? 0, norms.reduce(0, +) / 3)
  }

  static func light(_ coded: Float) -> Double {
    let value = Double(coded) / 255
    return 80 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
  }

  static func halved(_ image: Image) -> Image {
    make((image.width + 1) / 2, (image.height + 1) / 2) { x, y in
      let (right, below) = (min(2 * x + 1, image.width - 1), min(2 * y + 1, image.height - 1))
      return (image[2 * x, 2 * y] + image[right, 2 * y] + image[2 * x, below] + image[right, below]) / 4
    }
  }

  static func make(_ width: Int, _ height: Int, _ value: (Int, Int) -> Double) -> Image {
    Image(
      width: width, height: height, samples: (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } })
  }

  /// The Gaussian window in two dimensions at once, cut off at the edge or mirrored there.
  static func blurred(_ image: Image, sigma: Double, mirrored: Bool = false) -> Image {
    let radius = max(1, Int(2.25 * sigma))
    let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    func place(_ position: Int, _ count: Int) -> Int? {
      if position >= 0 && position < count { return position }
      return mirrored ? (position < 0 ? -1 - position : 2 * count - 1 - position) : nil
    }
    func along(_ image: Image, _ step: (x: Int, y: Int)) -> Image {
      make(image.width, image.height) { x, y in
        var (sum, total) = (0.0, 0.0)
        for tap in -radius...radius {
          guard let column = place(x + tap * step.x, image.width), let row = place(y + tap * step.y, image.height)
          else { continue }
          sum += weights[tap + radius] * image[column, row]
          total += weights[tap + radius]
        }
        return sum / total
      }
    }
    return along(along(image, (1, 0)), (0, 1))
  }

  /// X, Y and B of linear light.
  static func opponent(_ linear: [Image]) -> [Image] {
    let mixing = [
      [0.29956550340058319, 0.63373087833825936, 0.077705617820981968, 1.7557483643287353],
      [0.22158691104574774, 0.69391388044116142, 0.0987313588422, 1.7557483643287353],
      [0.02, 0.02, 0.20480129041026129, 12.226454707163354],
    ]
    let near = linear.map { blurred($0, sigma: 1.2, mirrored: true) }
    let responses = mixing.map { m in
      make(linear[0].width, linear[0].height) { x, y in
        func absorption(_ planes: [Image]) -> Double {
          m[0] * planes[0][x, y] + m[1] * planes[1][x, y] + m[2] * planes[2][x, y] + m[3]
        }
        let around = absorption(near)
        let sensitivity = (19.245013259874995 * log(around + 9.9710635769299145) - 23.16046239805755) / around
        return max(absorption(linear) * max(sensitivity, 1e-4), m[3])
      }
    }
    return [combined(responses[0], responses[1], -), combined(responses[0], responses[1], +), responses[2]]
  }

  static func combined(_ a: Image, _ b: Image, _ operation: (Double, Double) -> Double) -> Image {
    Image(width: a.width, height: a.height, samples: zip(a.samples, b.samples).map(operation))
  }
}
