import Foundation
import PanelMetrics
import Raster
import TestSupport

/// Slow building blocks of the metrics' twins: one sample at a time, in Double.
extension Plane where Sample == Double {
  /// A plane whose samples are given by column and row.
  init(_ width: Int, _ height: Int, _ sample: (Int, Int) -> Double) {
    self.init(
      width: width, height: height, samples: (0..<(width * height)).map { sample($0 % width, $0 / width) })
  }

  /// The sample, or 0 outside.
  func orZero(_ x: Int, _ y: Int) -> Double { x >= 0 && y >= 0 && x < width && y < height ? self[x, y] : 0 }

  /// The sample, or the nearest one outside.
  func orNearest(_ x: Int, _ y: Int) -> Double {
    self[Swift.min(Swift.max(x, 0), width - 1), Swift.min(Swift.max(y, 0), height - 1)]
  }

  /// Differences along the columns' and the rows' direction with smoothing weights across, zeros outside.
  func gradient(_ edge: Double, _ centre: Double) -> (across: Plane<Double>, down: Plane<Double>) {
    let weights = [edge, centre, edge]
    let across = Plane(width, height) { x, y in
      (0..<3).reduce(0) { $0 + weights[$1] * (orZero(x + 1, y + $1 - 1) - orZero(x - 1, y + $1 - 1)) }
    }
    let down = Plane(width, height) { x, y in
      (0..<3).reduce(0) { $0 + weights[$1] * (orZero(x + $1 - 1, y + 1) - orZero(x + $1 - 1, y - 1)) }
    }
    return (across, down)
  }

  /// The length of that gradient.
  func gradientLength(_ edge: Double, _ centre: Double) -> Plane<Double> {
    let (across, down) = gradient(edge, centre)
    return across.zipped(down) { ($0 * $0 + $1 * $1).squareRoot() }
  }

  /// Two planes joined sample by sample.
  func zipped(_ other: Plane<Double>, _ join: (Double, Double) -> Double) -> Plane<Double> {
    Plane(width: width, height: height, samples: zip(samples, other.samples).map(join))
  }

  /// `(2ab + c)/(a² + b² + c)`.
  func similarity(_ other: Plane<Double>, _ c: Double) -> Plane<Double> {
    zipped(other) { (2 * $0 * $1 + c) / ($0 * $0 + $1 * $1 + c) }
  }
}

/// A picture of random R'G'B', with the planes in Double that a twin takes.
struct RandomPicture {
  let picture: Picture
  let planes: [Plane<Double>]

  /// Random samples over a smooth ground, so that blocks, edges and colours differ.
  init(_ width: Int, _ height: Int, seed: UInt64, spread: Float = 120) {
    let ground = TestScene.image(width: width, height: height, seed: 77)
    let rgb = [ground.red, ground.green, ground.blue].enumerated().map { index, plane in
      let noise = Plane<Float>.random(width: width, height: height, in: 0...spread, seed: seed + UInt64(index))
      return Plane(
        width: width, height: height,
        samples: zip(plane.samples, noise.samples).map { Float($0) * (1 - spread / 255) + $1 })
    }
    picture = Picture(
      luma: rgb[1], chroma: nil, rgb: RGBPlanes(red: rgb[0], green: rgb[1], blue: rgb[2]), bitDepth: 8)
    planes = rgb.map { $0.map { Double($0) } }
  }

  /// A weighted sum of R, G and B.
  static func weighted(_ planes: [Plane<Double>], _ r: Double, _ g: Double, _ b: Double) -> Plane<Double> {
    Plane(planes[0].width, planes[0].height) { x, y in r * planes[0][x, y] + g * planes[1][x, y] + b * planes[2][x, y] }
  }
}

/// Means of k×k blocks, as a twin takes them.
func plainMeans(
  _ plane: Plane<Double>, _ k: Int, before: Int, after: Int, _ sample: (Plane<Double>, Int, Int) -> Double
) -> Plane<Double> {
  Plane((plane.width + before + after) / k, (plane.height + before + after) / k) { x, y in
    var sum = 0.0
    for row in 0..<k { for column in 0..<k { sum += sample(plane, x * k - before + column, y * k - before + row) } }
    return sum / Double(k * k)
  }
}
