import Foundation
import Raster

/// VSI step by step as piq goes, with transforms as sums: the kernel's twin.
enum VSITwin {
  static func score(_ reference: [Plane<Double>], _ distorted: [Plane<Double>]) -> Double {
    let side = Double(min(reference[0].width, reference[0].height))
    let k = max(1, Int((side / 256).rounded(.toNearestOrEven)))
    func reduced(_ plane: Plane<Double>) -> Plane<Double> {
      plainMeans(plane, k, before: k / 2, after: (k - 1) / 2) { $0.orNearest($1, $2) }
    }
    func axes(_ planes: [Plane<Double>]) -> [Plane<Double>] {
      [(0.06, 0.63, 0.27), (0.30, 0.04, -0.35), (0.34, -0.6, 0.17)].map {
        reduced(RandomPicture.weighted(planes, $0.0, $0.1, $0.2))
      }
    }
    let (x, y) = (axes(reference), axes(distorted))
    let (s, t) = (reduced(saliency(reference)), reduced(saliency(distorted)))
    let edges = x[0].gradientLength(3.0 / 16, 10.0 / 16).similarity(y[0].gradientLength(3.0 / 16, 10.0 / 16), 386)
    let chroma = x[1].similarity(y[1], 130).zipped(x[2].similarity(y[2], 130), *)
    let map = s.similarity(t, 1.27).zipped(edges) { $0 * pow($1, 0.4) }
      .zipped(chroma) { $0 * pow(abs($1), 0.02) * cos($1 < 0 ? 0.02 * Double.pi : 0) }
    let weights = s.zipped(t, max)
    return map.zipped(weights, *).samples.reduce(0, +) / weights.samples.reduce(0, +)
  }

  private static func stretched(
    _ plane: Plane<Double>, _ width: Int, _ height: Int, _ place: (Int, Int, Int) -> Double
  ) -> Plane<Double> {
    Plane(width, height) { x, y in
      let (column, row) = (place(x, plane.width, width), place(y, plane.height, height))
      let (i, j) = (Int(column), Int(row))
      let (s, t) = (column - floor(column), row - floor(row))
      let top = plane.orNearest(i, j) * (1 - s) + plane.orNearest(i + 1, j) * s
      return top * (1 - t) + (plane.orNearest(i, j + 1) * (1 - s) + plane.orNearest(i + 1, j + 1) * s) * t
    }
  }

  private static func saliency(_ planes: [Plane<Double>]) -> Plane<Double> {
    let square = planes.map {
      stretched($0, 256, 256) { max((Double($0) + 0.5) * Double($1) / Double($2) - 0.5, 0) }
    }
    let linear = square.map { plane in
      plane.map { $0 / 255 }.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    }
    func compressed(_ r: Double, _ g: Double, _ b: Double, _ white: Double) -> Plane<Double> {
      RandomPicture.weighted(linear, r / white, g / white, b / white).map {
        $0 > 0.008856 ? cbrt($0) : (903.3 * $0 + 16) / 116
      }
    }
    let x = compressed(0.4124564, 0.3575761, 0.1804375, 0.9642119944211994)
    let y = compressed(0.2126729, 0.7151522, 0.0721750, 1)
    let z = compressed(0.0193339, 0.1191920, 0.9503041, 0.8251882845188288)
    let lab = [y.map { 116 * $0 - 16 }, x.zipped(y) { 500 * ($0 - $1) }, y.zipped(z) { 200 * ($0 - $1) }]
    func frequency(_ k: Int) -> Double { Double(k < 128 ? k : k - 256) / 256 }
    let filter = Plane<Double>(256, 256) { column, row in
      let radius = hypot(frequency(column), frequency(row))
      return radius == 0 || radius > 0.5 ? 0 : exp(-pow(log(radius / 0.021), 2) / (2 * 1.34 * 1.34))
    }
    let passed = lab.map { PlainFourier($0).inverse(filter).re }
    func unit(_ plane: Plane<Double>) -> Plane<Double> {
      let (low, high) = (plane.samples.min() ?? 0, plane.samples.max() ?? 0)
      return plane.map { ($0 - low) / (high - low + 2e-16) }
    }
    let (a, b) = (unit(lab[1]), unit(lab[2]))
    let small = Plane<Double>(256, 256) { column, row in
      let band = passed.reduce(0) { $0 + pow($1[column, row], 2) }.squareRoot()
      let distance = pow(Double(column - 127), 2) + pow(Double(row - 127), 2)
      let warm = pow(a[column, row], 2) + pow(b[column, row], 2)
      return band * exp(-distance / (145 * 145)) * (1 - exp(-warm / 1e-6))
    }
    return unit(
      stretched(small, planes[0].width, planes[0].height) { Double($0) * Double($1 - 1) / Double($2 - 1) })
  }
}
