import Raster

// The exponential comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// A symmetric window of odd length, applied along rows and columns.
///
/// A filter is *valid* where the whole window lies inside the plane (MATLAB's `filter2(…, 'valid')`): a `width × height`
/// plane becomes `(width − 2·radius) × (height − 2·radius)`.
struct SymmetricFilter: Sendable {
  /// The taps from the outermost to the central one: `radius + 1` numbers.
  let half: [Double]

  /// Taps on either side of the central one.
  var radius: Int { half.count - 1 }

  /// A Gaussian of standard deviation `sigma`, sampled at whole distances up to `radius` and normalised to sum 1.
  static func gaussian(radius: Int, sigma: Double) -> SymmetricFilter {
    let raw = (0...radius).map { exp(-Double(($0 - radius) * ($0 - radius)) / (2 * sigma * sigma)) }
    let total = 2 * raw.reduce(0, +) - raw[radius]
    return SymmetricFilter(half: raw.map { $0 / total })
  }

  /// The taps in the kernel's number type.
  func taps<Scalar: PixelScalar>() -> [Scalar] { half.map { Scalar($0) } }

  /// The `valid` result with every second row and column kept, beginning with the first.
  /// - Complexity: O(width · height · radius)
  func decimated<Scalar: PixelScalar>(_ input: Plane<Scalar>) -> Plane<Scalar> {
    let radius = radius
    let width = (input.width - 2 * radius + 1) / 2
    let height = (input.height - 2 * radius + 1) / 2
    let validWidth = input.width - 2 * radius
    let taps: [Scalar] = taps()
    var output = Plane<Scalar>(width: width, height: height, repeating: 0)
    var sums = [Scalar](repeating: 0, count: input.width)
    var filtered = [Scalar](repeating: 0, count: validWidth)
    withPointers(input.samples) { source in
      withMutablePointers(&sums, &filtered) { sums, filtered in
        for y in 0..<height {
          sums.update(repeating: 0, count: input.width)
          for tap in 0...(2 * radius) {
            accumulate(source + (2 * y + tap) * input.width, taps[min(tap, 2 * radius - tap)], sums, input.width)
          }
          filterRow(sums, taps, filtered, validWidth)
          for x in 0..<width { output.samples[y * width + x] = filtered[2 * x] }
        }
      }
    }
    return output
  }

  /// The transpose of `valid`: spreads each position over its window, so the plane grows by `2·radius` on each axis.
  /// - Complexity: O(width · height · radius)
  func validAdjoint<Scalar: PixelScalar>(_ input: Plane<Scalar>) -> Plane<Scalar> {
    let radius = radius
    let width = input.width + 2 * radius
    let height = input.height + 2 * radius
    let taps: [Scalar] = taps()
    var output = Plane<Scalar>(width: width, height: height, repeating: 0)
    // A row summed over the window's rows, with `2·radius` zeros on either side for the pass along the row.
    var row = [Scalar](repeating: 0, count: input.width + 4 * radius)
    withPointers(input.samples) { source in
      withMutablePointers(&output.samples, &row) { target, row in
        for y in 0..<height {
          let sums = row + 2 * radius
          sums.update(repeating: 0, count: input.width)
          for tap in 0...(2 * radius) where y - tap >= 0 && y - tap < input.height {
            accumulate(source + (y - tap) * input.width, taps[min(tap, 2 * radius - tap)], sums, input.width)
          }
          filterRow(row, taps, target + y * width, width)
        }
      }
    }
    return output
  }

  /// One register of a window along a row, from the outermost tap to the central one.
  @inline(__always)
  static func windowed<Scalar: PixelScalar>(
    _ row: UnsafePointer<Scalar>, _ half: UnsafePointer<Scalar>, _ radius: Int, _ x: Int
  ) -> Scalar.Vector {
    var sum = row.lanes(x &+ radius) * Scalar.Vector(repeating: half[radius])
    for tap in 0..<radius {
      let pair = row.lanes(x &+ tap) + row.lanes(x &+ 2 &* radius &- tap)
      sum = sum.addingProduct(pair, Scalar.Vector(repeating: half[tap]))
    }
    return sum
  }
}

/// `target += weight · source` over `count` elements.
@inline(__always)
private func accumulate<Scalar: PixelScalar>(
  _ source: UnsafePointer<Scalar>, _ weight: Scalar, _ target: UnsafeMutablePointer<Scalar>, _ count: Int
) {
  let weights = Scalar.Vector(repeating: weight)
  var x = 0
  while x + Scalar.Vector.scalarCount <= count {
    target.store(target.lanes(x).addingProduct(source.lanes(x), weights), x)
    x += Scalar.Vector.scalarCount
  }
  while x < count {
    target[x] = target[x].addingProduct(source[x], weight)
    x += 1
  }
}

/// Correlates a row with a symmetric window: `count` outputs from `count + 2·radius` inputs.
@inline(__always)
private func filterRow<Scalar: PixelScalar>(
  _ source: UnsafePointer<Scalar>, _ half: [Scalar], _ target: UnsafeMutablePointer<Scalar>, _ count: Int
) {
  let radius = half.count - 1
  withPointers(half) { half in
    var x = 0
    while x + Scalar.Vector.scalarCount <= count {
      target.store(SymmetricFilter.windowed(source, half, radius, x), x)
      x += Scalar.Vector.scalarCount
    }
    while x < count {
      var sum = source[x + radius] * half[radius]
      for tap in 0..<radius {
        sum = sum.addingProduct(source[x + tap] + source[x + 2 * radius - tap], half[tap])
      }
      target[x] = sum
      x += 1
    }
  }
}
