import Foundation
import Raster

/// IW-SSIM step by step as its authors' program goes, with no care for speed: the kernel's twin.
enum IWSSIMTwin {
  static func score(_ reference: Plane<Double>, _ distorted: Plane<Double>) -> Double {
    var (x, y) = (reference, distorted)
    var bands: [(x: Plane<Double>, y: Plane<Double>)] = []
    for _ in 0..<4 {
      let (first, second) = (step(x), step(y))
      bands.append((first.band, second.band))
      (x, y) = (first.low, second.low)
    }
    let exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]
    var score = 1.0
    for (index, band) in bands.enumerated() {
      let weights = information(band.x, band.y, parent: index < 3 ? bands[index + 1].x : nil)
      let factors = similarity(band.x, band.y).contrastStructure
      let mean = weights.zipped(factors, *).samples.reduce(0, +) / weights.samples.reduce(0, +)
      score *= pow(abs(mean), exponents[index] / 1.0001)
    }
    let rest = similarity(x, y).ssim
    return score * pow(abs(rest.samples.reduce(0, +) / Double(rest.count)), exponents[4] / 1.0001)
  }

  private static let taps = [1.0, 4, 6, 4, 1].map { $0 / 16 * 2.0.squareRoot() }

  private static func mirrored(_ index: Int, _ count: Int) -> Int {
    index < 0 ? -index : index < count ? index : 2 * count - 2 - index
  }

  /// The window along both axes, samples mirrored about the outermost ones.
  private static func windowed(_ plane: Plane<Double>) -> Plane<Double> {
    let across = Plane(plane.width, plane.height) { x, y in
      (0..<5).reduce(0) { $0 + taps[$1] * plane[mirrored(x + $1 - 2, plane.width), y] }
    }
    return Plane(plane.width, plane.height) { x, y in
      (0..<5).reduce(0) { $0 + taps[$1] * across[x, mirrored(y + $1 - 2, plane.height)] }
    }
  }

  private static func step(_ plane: Plane<Double>) -> (low: Plane<Double>, band: Plane<Double>) {
    let filtered = windowed(plane)
    let low = Plane((plane.width + 1) / 2, (plane.height + 1) / 2) { filtered[2 * $0, 2 * $1] }
    let stretched = Plane(2 * low.width, 2 * low.height) { x, y in
      x % 2 == 0 && y % 2 == 0 ? low[x / 2, y / 2] : 0
    }
    let back = windowed(stretched)
    return (low, Plane(plane.width, plane.height) { plane[$0, $1] - back[$0, $1] })
  }

  private static func similarity(
    _ x: Plane<Double>, _ y: Plane<Double>
  ) -> (ssim: Plane<Double>, contrastStructure: Plane<Double>) {
    var window = Plane<Double>(11, 11) { exp(-Double(($0 - 5) * ($0 - 5) + ($1 - 5) * ($1 - 5)) / 4.5) }
    let total = window.samples.reduce(0, +)
    window = window.map { $0 / total }
    func mean(_ plane: Plane<Double>) -> Plane<Double> {
      Plane(plane.width - 10, plane.height - 10) { x, y in
        var sum = 0.0
        for row in 0..<11 { for column in 0..<11 { sum += window[column, row] * plane[x + column, y + row] } }
        return sum
      }
    }
    let (mx, my) = (mean(x), mean(y))
    let xx = mean(x.zipped(x, *)).zipped(mx) { $0 - $1 * $1 }
    let yy = mean(y.zipped(y, *)).zipped(my) { $0 - $1 * $1 }
    let xy = mean(x.zipped(y, *)).zipped(mx.zipped(my, *), -)
    let structure = xy.map { 2 * $0 + 58.5225 }.zipped(xx.zipped(yy, +).map { $0 + 58.5225 }, /)
    return (mx.similarity(my, 6.5025).zipped(structure, *), structure)
  }

  /// The weights at the positions of an 11×11 window. `Π_k (b + a·λ_k)` is the determinant of `b·1 + a·C`.
  private static func information(
    _ x: Plane<Double>, _ y: Plane<Double>, parent: Plane<Double>?
  ) -> Plane<Double> {
    let coarse = parent.map(enlarged)
    func vector(_ column: Int, _ row: Int) -> [Double] {
      (0..<9).map { x[column + $0 % 3 - 1, row + $0 / 3 - 1] } + (coarse.map { [$0[column, row]] } ?? [])
    }
    let count = coarse == nil ? 9 : 10
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    let positions = Double((x.width - 2) * (x.height - 2))
    for row in 1..<(x.height - 1) {
      for column in 1..<(x.width - 1) {
        let v = vector(column, row)
        for i in 0..<count { for j in 0..<count { covariance[i][j] += v[i] * v[j] / positions } }
      }
    }
    let inverse = inverted(covariance)
    return Plane(x.width - 10, x.height - 10) { column, row in
      let (column, row) = (column + 5, row + 5)
      let v = vector(column, row)
      var scale = 0.0
      for i in 0..<count { for j in 0..<count { scale += v[i] * inverse[i][j] * v[j] / Double(count) } }
      var sums = [0.0, 0, 0, 0, 0]
      for dy in -1...1 {
        for dx in -1...1 {
          let (a, b) = (x[column + dx, row + dy], y[column + dx, row + dy])
          for (index, value) in [a, b, a * a, b * b, a * b].enumerated() { sums[index] += value / 9 }
        }
      }
      let variance = max(sums[2] - sums[0] * sums[0], 0)
      let other = max(sums[3] - sums[1] * sums[1], 0)
      let both = sums[4] - sums[0] * sums[1]
      var gain = variance < 2e-16 ? 0 : both / variance
      var rest = variance < 2e-16 ? other : other - gain * both
      if other < 2e-16 { (gain, rest) = (0, 0) }
      let slope = (rest + (1 + gain * gain) * 0.4) * scale / 0.16
      var matrix = covariance.map { $0.map { $0 * slope } }
      for i in 0..<count { matrix[i][i] += 1 + rest / 0.4 }
      return log2(determinant(matrix))
    }
  }

  private static func enlarged(_ plane: Plane<Double>) -> Plane<Double> {
    let (width, height) = (4 * plane.width - 3, 4 * plane.height - 3)
    func place(_ index: Int, _ small: Int, _ large: Int) -> (Int, Double) {
      let position = max((Double(index) + 0.5) * Double(small) / Double(large) - 0.5, 0)
      return (Int(position), position - floor(position))
    }
    let inner = Plane<Double>(width, height) { x, y in
      let (i, s) = place(x, plane.width, width)
      let (j, t) = place(y, plane.height, height)
      let top = plane.orNearest(i, j) * (1 - s) + plane.orNearest(i + 1, j) * s
      let bottom = plane.orNearest(i, j + 1) * (1 - s) + plane.orNearest(i + 1, j + 1) * s
      return top * (1 - t) + bottom * t
    }
    var outer = Plane<Double>(width + 2, height + 2) { inner.orZero($0 - 1, $1 - 1) }
    let (right, bottom) = (width + 1, height + 1)
    for x in 0...right {
      outer[x, 0] = 2 * outer[x, 1] - outer[x, 2]
      outer[x, bottom] = 2 * outer[x, bottom - 1] - outer[x, bottom - 2]
    }
    for y in 0...bottom {
      outer[0, y] = 2 * outer[1, y] - outer[2, y]
      outer[right, y] = 2 * outer[right - 1, y] - outer[right - 2, y]
    }
    return Plane(2 * plane.width, 2 * plane.height) { outer[2 * $0, 2 * $1] }
  }

  private static func determinant(_ matrix: [[Double]]) -> Double {
    var a = matrix
    var product = 1.0
    for pivot in a.indices {
      product *= a[pivot][pivot]
      for row in a.indices where row > pivot {
        let factor = a[row][pivot] / a[pivot][pivot]
        for column in a.indices { a[row][column] -= factor * a[pivot][column] }
      }
    }
    return product
  }

  private static func inverted(_ matrix: [[Double]]) -> [[Double]] {
    var a = matrix
    var b = a.indices.map { row in a.indices.map { $0 == row ? 1.0 : 0 } }
    for pivot in a.indices {
      let scale = a[pivot][pivot]
      for column in a.indices {
        a[pivot][column] /= scale
        b[pivot][column] /= scale
      }
      for row in a.indices where row != pivot {
        let factor = a[row][pivot]
        for column in a.indices {
          a[row][column] -= factor * a[pivot][column]
          b[row][column] -= factor * b[pivot][column]
        }
      }
    }
    return b
  }
}
