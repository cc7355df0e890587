import Foundation
import Raster

/// NLPD as its reference program goes, step by step: planes are stretched, smoothed and cut as wholes, in Double from luma on.
enum NLPDTwin {
  static func score(_ reference: RGBImage, _ distorted: RGBImage) -> Double {
    let pairs = zip(bands(luma(reference)), bands(luma(distorted)))
    let distances = pairs.map { a, b in
      (a.zipped(b) { ($0 - $1) * ($0 - $1) }.samples.reduce(0, +) / Double(a.count)).squareRoot()
    }
    return distances.reduce(0, +) / 6
  }

  /// Full range, ten bits, on 0…1; black to the right and below up to 128. In Float as the program, since sums of three
  /// products end on halves.
  static func luma(_ image: RGBImage) -> Plane<Double> {
    func tenBits(_ value: Float) -> Float { (1023 * value).rounded(.toNearestOrEven) / 1023 }
    let scale: Float = image.bitDepth == 8 ? 1 : 1 / 257
    return Plane(max(image.width, 128), max(image.height, 128)) { x, y in
      guard x < image.width, y < image.height else { return 0 }
      let rgb = [image.red, image.green, image.blue].map { tenBits(Float($0[x, y]) * scale / 255) }
      return Double(tenBits(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]))
    }
  }

  static func bands(_ plane: Plane<Double>) -> [Plane<Double>] {
    // σ; weights above, to the left, to the right and below.
    let parameters: [(Double, [Double])] = [
      (0.0248, [0.1011, 0.1493, 0.1460, 0.1015]), (0.0185, [0.0757, 0.1986, 0.1846, 0.0837]),
      (0.0179, [0.0477, 0.2138, 0.2243, 0.0467]), (0.0191, [0, 0.2503, 0.2616, 0]),
      (0.0220, [0, 0.2598, 0.2552, 0]), (0.2782, [0, 0.2215, 0.0717, 0]),
    ]
    var plane = plane
    return parameters.map { sigma, weights in
      let smooth = smoothed(plane)
      let low = Plane((plane.width + 1) / 2, (plane.height + 1) / 2) { smooth[2 * $0, 2 * $1] }
      let back = smoothed(stretched(low))
      let band = Plane(plane.width, plane.height) { plane[$0, $1] - back[$0, $1] }
      plane = low
      return Plane(band.width, band.height) { x, y in
        let around = [(0, -1), (-1, 0), (1, 0), (0, 1)].map { abs(mirrored(band, x + $0.0, y + $0.1)) }
        return band[x, y] / (sigma + zip(weights, around).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
  }

  private static func smoothed(_ plane: Plane<Double>) -> Plane<Double> {
    let taps = [0.05, 0.25, 0.4, 0.25, 0.05]
    return Plane(plane.width, plane.height) { x, y in
      var sum = 0.0
      for j in 0..<5 {
        for i in 0..<5 { sum += taps[j] * taps[i] * mirrored(plane, x + i - 2, y + j - 2) }
      }
      return sum
    }
  }

  /// Twice the size, such that the corners stay where they are.
  private static func stretched(_ plane: Plane<Double>) -> Plane<Double> {
    func place(_ index: Int, _ count: Int) -> (Int, Double) {
      let exact = Double(index * (count - 1)) / Double(2 * count - 1)
      return (Int(exact), exact - exact.rounded(.down))
    }
    return Plane(2 * plane.width, 2 * plane.height) { x, y in
      let ((left, across), (top, down)) = (place(x, plane.width), place(y, plane.height))
      let upper = plane.orNearest(left, top) * (1 - across) + plane.orNearest(left + 1, top) * across
      let lower = plane.orNearest(left, top + 1) * (1 - across) + plane.orNearest(left + 1, top + 1) * across
      return upper * (1 - down) + lower * down
    }
  }

  private static func mirrored(_ plane: Plane<Double>, _ x: Int, _ y: Int) -> Double {
    func index(_ i: Int, _ count: Int) -> Int { i < 0 ? -i : i < count ? i : 2 * (count - 1) - i }
    return plane[index(x, plane.width), index(y, plane.height)]
  }
}
