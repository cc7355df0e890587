// The exponential comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// A separable Gaussian window that is cut off at the picture's edge and weighs what is left to 1.
///
/// `k(i) = exp(−i² / 2σ²)` for `|i| ≤ ⌊2.25·σ⌋`; where a part of the window lies outside, the sum over the rest is divided
/// by the sum of its weights. Rows come first.
///
/// Bands are small differences of large numbers, so sums are taken in the program's order and without fused
/// multiplication: on flat areas a last bit of LF moves the distance by parts in ten thousand.
struct ClippedGaussian: Sendable {
  /// Weights from the first to the last, 2·radius + 1 numbers.
  let weights: [Float]

  init(sigma: Float) {
    let sigma = Double(sigma)
    let radius = max(1, Int(2.25 * sigma))
    weights = (-radius...radius).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
  }

  /// Samples on either side of the central one.
  var radius: Int { weights.count / 2 }

  /// The weights' first half and the central one, summing to 1 with the second half.
  var halfNormalised: [Float] {
    let scale = 1 / weights.reduce(0, +)
    return weights[...radius].map { $0 * scale }
  }

  /// For each position of a line, 1 over the sum of the weights that fall on the line.
  func reciprocalSums(_ count: Int) -> [Float] {
    (0..<count).map { position in
      let inside = max(0, radius - position)...min(2 * radius, radius + count - 1 - position)
      return 1 / weights[inside].reduce(0, +)
    }
  }

  /// Visits every register of the blurred plane from left to right, top to bottom: `body(place, blurred)`. Lanes past a
  /// row's end are unspecified.
  ///
  /// Rows are blurred before `body` is called, so it may write to `plane` where it has read.
  /// - Complexity: O(width · height · radius)
  @inline(__always)
  func forEachGroup(
    _ plane: UnsafePointer<Float>, _ layout: PlaneStack.Layout, _ body: (PlaneStack.Place, Vector) -> Void
  ) {
    let radius = radius
    let height = layout.height
    let rowLength = layout.rowLength
    let scales = reciprocalSums(height)
    // Not `withScratch`: behind one more closure `body` is called for every register and not inlined (4 % of a metric).
    withUnsafeTemporaryAllocation(of: Float.self, capacity: layout.planeLength) { buffer in
      withPointers(weights, halfNormalised) { weights, half in
        guard let rows = buffer.baseAddress else { return }
        blurRows(plane, layout, into: rows)
        for y in 0..<height {
          let first = max(0, radius &- y)
          let last = min(2 &* radius, radius &+ height &- 1 &- y)
          let isWhole = last &- first == 2 &* radius
          let scale = Vector(repeating: scales[y])
          let start = y &* rowLength
          for x in registers(rowLength) {
            let place = PlaneStack.Place(x: x, y: y, index: start &+ x)
            let centre = UnsafePointer(rows) + place.index
            let blurred =
              isWhole
              ? folded(centre, step: rowLength, half, radius)
              : inOrder(centre, step: rowLength, weights, radius, first, last) * scale
            body(place, blurred)
          }
        }
      }
    }
  }

  /// The sum over a whole window: both halves at once, in four partial sums.
  @inline(__always)
  func folded(_ centre: UnsafePointer<Float>, step: Int, _ half: UnsafePointer<Float>, _ radius: Int) -> Vector {
    @inline(__always) func pair(_ tap: Int) -> Vector {
      let distance = (radius &- tap) &* step
      return (centre.lanes(0 &- distance) + centre.lanes(distance)) * Vector(repeating: half[tap])
    }
    var sums = (pair(0), pair(1), pair(2), Vector(repeating: 0))
    var tap = 3
    while tap &+ 4 <= radius {
      sums.3 = sums.3 + pair(tap)
      sums.0 = sums.0 + pair(tap &+ 1)
      sums.1 = sums.1 + pair(tap &+ 2)
      sums.2 = sums.2 + pair(tap &+ 3)
      tap &+= 4
    }
    if tap < radius { sums.3 = sums.3 + pair(tap) }
    if tap &+ 1 < radius { sums.0 = sums.0 + pair(tap &+ 1) }
    if tap &+ 2 < radius { sums.1 = sums.1 + pair(tap &+ 2) }
    return centre.lanes(0) * Vector(repeating: half[radius]) + sums.0 + sums.1 + sums.2 + sums.3
  }

  /// The sum over the weights `first...last`, one after the other.
  @inline(__always)
  func inOrder(
    _ centre: UnsafePointer<Float>, step: Int, _ weights: UnsafePointer<Float>, _ radius: Int, _ first: Int, _ last: Int
  ) -> Vector {
    var sum = Vector(repeating: 0)
    var tap = first
    while tap <= last {
      sum = sum + centre.lanes((tap &- radius) &* step) * Vector(repeating: weights[tap])
      tap &+= 1
    }
    return sum
  }
}
