import Foundation
import Raster

/// A Gaussian blur, cut off at three sigma, samples beyond the border repeated.
struct GaussianBlur: Sendable {
  /// Weights from the centre outwards; the window is symmetric and sums to 1.
  private let weights: [Float]

  /// A blur with this standard deviation in samples.
  init(sigma: Double) {
    precondition(sigma > 0)
    let reach = max(1, Int((3 * sigma).rounded(.up)))
    let raw = (0...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let total = 2 * raw.dropFirst().reduce(0, +) + raw[0]
    weights = raw.map { Float($0 / total) }
  }

  /// The blurred plane.
  /// - Complexity: O(width · height · sigma)
  func blurred(_ plane: Plane<Float>) -> Plane<Float> {
    let (width, height) = (plane.width, plane.height)
    var between = plane
    plane.samples.withUnsafeBufferPointer { source in
      between.samples.withUnsafeMutableBufferPointer { target in
        for y in 0..<height {
          filterRow(source, target, row: y * width, width: width)
        }
      }
    }
    var result = plane
    between.samples.withUnsafeBufferPointer { source in
      result.samples.withUnsafeMutableBufferPointer { target in
        for y in 0..<height {
          let row = y * width
          for x in 0..<width { target[row + x] = weights[0] * source[row + x] }
          for tap in 1..<weights.count {
            let above = max(y - tap, 0) * width
            let below = min(y + tap, height - 1) * width
            let weight = weights[tap]
            for x in 0..<width { target[row + x] += weight * (source[above + x] + source[below + x]) }
          }
        }
      }
    }
    return result
  }

  private func filterRow(
    _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>, row: Int, width: Int
  ) {
    let reach = weights.count - 1
    for x in 0..<width { target[row + x] = weights[0] * source[row + x] }
    let left = min(reach, width)
    let right = max(left, width - reach)
    for tap in 1...reach {
      let weight = weights[tap]
      for x in 0..<left {
        target[row + x] += weight * (source[row + max(x - tap, 0)] + source[row + min(x + tap, width - 1)])
      }
      if left < right {
        for x in left..<right { target[row + x] += weight * (source[row + x - tap] + source[row + x + tap]) }
      }
      for x in right..<width {
        target[row + x] += weight * (source[row + max(x - tap, 0)] + source[row + min(x + tap, width - 1)])
      }
    }
  }
}
