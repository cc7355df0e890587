import Raster

/// Vectors of a band's samples that lie together: 3×3 samples, and the parent's sample where there is a coarser band.
struct Neighbourhoods {
  /// Samples a vector has.
  var count: Int { planes.count }
  private let width: Int
  private let height: Int
  /// One plane a component, with the position of its first sample.
  private let planes: [(samples: [Double], start: Int, stride: Int)]

  /// - Precondition: at least 3×3 samples.
  init(_ band: Plane<Double>, parent: Plane<Double>?) {
    width = band.width - 2
    height = band.height - 2
    let samples = band.samples
    var planes = (0..<9).map { (samples: samples, start: $0 / 3 * band.width + $0 % 3, stride: band.width) }
    if let parent {
      let rows = ParentPlane.enlarged(parent, width: band.width, height: band.height)
      planes.append((rows, band.width + 1, band.width))
    }
    self.planes = planes
  }

  /// `Σ yᵢ·yⱼ / n` over all positions at which 3×3 samples fit.
  /// - Complexity: O(count² · width · height)
  var covariance: [[Double]] {
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    let scale = 1 / Double(width * height)
    for i in 0..<count {
      for j in i..<count {
        var total = 0.0
        withPointers(planes[i].samples, planes[j].samples) { first, second in
          for y in 0..<height {
            total += Self.dot(
              first + planes[i].start + y * planes[i].stride, second + planes[j].start + y * planes[j].stride, width)
          }
        }
        matrix[i][j] = total * scale
        matrix[j][i] = total * scale
      }
    }
    return matrix
  }

  private static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var sums = SIMD4<Double>(repeating: 0)
    var x = 0
    while x &+ 4 <= count {
      sums = sums.addingProduct(a.lanes(x), b.lanes(x))
      x &+= 4
    }
    var sum = sums.sum()
    while x < count {
      sum += a[x] * b[x]
      x &+= 1
    }
    return sum
  }

  /// `scale · |W·y|²` at positions whose 3×3 samples have their centre from (`offset`, `offset`) on.
  func squaredLengths(
    _ rows: [[Double]], scale: Double, from offset: Int, width: Int, height: Int, rowLength: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rowLength * height)
    var sums = [Double](repeating: 0, count: width)
    var line = sums
    for y in 0..<height {
      for x in 0..<width { sums[x] = 0 }
      for row in rows {
        for x in 0..<width { line[x] = 0 }
        for (component, weight) in row.enumerated() {
          let plane = planes[component]
          let start = plane.start + (y + offset - 1) * plane.stride + offset - 1
          withPointers(plane.samples) { samples in
            withMutablePointers(&line) { line in
              for x in 0..<width { line[x] += weight * samples[start &+ x] }
            }
          }
        }
        for x in 0..<width { sums[x] += line[x] * line[x] }
      }
      for x in 0..<width { result[y * rowLength + x] = sums[x] * scale }
    }
    return result
  }
}

/// A coarser band brought to the size of the finer one, as the authors' `imenlarge2` does it.
///
/// The band is enlarged to `4·n − 3` samples by linear interpolation with sample centres aligned, a sample is extrapolated
/// on either side, and every second one is kept: `2·n` samples.
enum ParentPlane {
  /// The first `width · height` samples of the enlarged band, row by row.
  static func enlarged(_ plane: Plane<Double>, width: Int, height: Int) -> [Double] {
    let columns = taps(plane.width)
    let rows = taps(plane.height)
    var across = [Double](repeating: 0, count: width * plane.height)
    for y in 0..<plane.height {
      for x in 0..<width {
        across[y * width + x] = columns[x].reduce(0) { $0 + $1.weight * plane.samples[y * plane.width + $1.index] }
      }
    }
    var result = [Double](repeating: 0, count: width * height)
    for y in 0..<height {
      for tap in rows[y] {
        for x in 0..<width { result[y * width + x] += tap.weight * across[tap.index * width + x] }
      }
    }
    return result
  }

  /// What each of `2 · count` samples is made of.
  private static func taps(_ count: Int) -> [[(index: Int, weight: Double)]] {
    let large = 4 * count - 3
    func interpolated(_ position: Int, _ factor: Double) -> [(index: Int, weight: Double)] {
      let source = max((Double(position) + 0.5) * Double(count) / Double(large) - 0.5, 0)
      let first = Int(source)
      let share = source - Double(first)
      return [(first, factor * (1 - share)), (min(first + 1, count - 1), factor * share)]
    }
    return (0..<(2 * count)).map { index in
      let position = 2 * index - 1
      if position < 0 { return interpolated(0, 2) + interpolated(1, -1) }
      if position >= large { return interpolated(large - 1, 2) + interpolated(large - 2, -1) }
      return interpolated(position, 1)
    }
  }
}
