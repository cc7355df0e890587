import Raster

@testable import VMAFMetrics

/// A separable filter with equal taps in both directions, borders mirrored about the outermost sample, and its adjoint.
///
/// `y(i) = Σ_k tap(k)·x(m(i + k − r))` along columns, then along rows, with r the radius and m the whole-sample mirror
/// (−1 ↦ 1, n ↦ n − 2), as libvmaf's convolutions treat borders.
struct PlainFilter<Scalar: PlainScalar>: Sendable {
  /// An odd number of taps.
  let taps: [Scalar]

  /// Taps on either side of the centre.
  var radius: Int { taps.count / 2 }

  /// The filtered plane.
  /// - Precondition: both sides exceed the radius.
  /// - Complexity: O(width · height · taps)
  func apply(_ input: Plane<Scalar>) -> Plane<Scalar> {
    let width = input.width
    let height = input.height
    let radius = self.radius
    precondition(width > radius && height > radius, "a mirrored filter needs more samples than its radius")
    var output = input
    var padded = [Scalar](repeating: 0, count: width + 2 * radius)
    input.samples.withUnsafeBufferPointer { source in
      output.samples.withUnsafeMutableBufferPointer { target in
        padded.withUnsafeMutableBufferPointer { padded in
          taps.withUnsafeBufferPointer { taps in
            for row in 0..<height {
              for column in 0..<width { padded[radius + column] = 0 }
              for (k, tap) in taps.enumerated() {
                let start = plainMirrored(row + k - radius, height) * width
                for column in 0..<width { padded[radius + column] += tap * source[start + column] }
              }
              for offset in 1...radius {
                padded[radius - offset] = padded[radius + offset]
                padded[radius + width - 1 + offset] = padded[radius + width - 1 - offset]
              }
              let start = row * width
              for column in 0..<width { target[start + column] = 0 }
              for (k, tap) in taps.enumerated() {
                for column in 0..<width { target[start + column] += tap * padded[column + k] }
              }
            }
          }
        }
      }
    }
    return output
  }

  /// The transpose of `apply`: ⟨apply(x), y⟩ = ⟨x, applyAdjoint(y)⟩.
  /// - Complexity: O(width · height · taps)
  func applyAdjoint(_ input: Plane<Scalar>) -> Plane<Scalar> {
    let width = input.width
    let height = input.height
    let radius = self.radius
    var output = Plane<Scalar>(width: width, height: height, repeating: 0)
    var padded = [Scalar](repeating: 0, count: width + 2 * radius)
    input.samples.withUnsafeBufferPointer { source in
      output.samples.withUnsafeMutableBufferPointer { target in
        padded.withUnsafeMutableBufferPointer { padded in
          taps.withUnsafeBufferPointer { taps in
            for row in 0..<height {
              for index in 0..<padded.count { padded[index] = 0 }
              let start = row * width
              for (k, tap) in taps.enumerated() {
                for column in 0..<width { padded[column + k] += tap * source[start + column] }
              }
              for offset in 1...radius {
                padded[radius + offset] += padded[radius - offset]
                padded[radius + width - 1 - offset] += padded[radius + width - 1 + offset]
              }
              for (k, tap) in taps.enumerated() {
                let start = plainMirrored(row + k - radius, height) * width
                for column in 0..<width { target[start + column] += tap * padded[radius + column] }
              }
            }
          }
        }
      }
    }
    return output
  }
}

/// Whole-sample mirror of an index that is at most `count − 1` outside `0..<count`.
func plainMirrored(_ index: Int, _ count: Int) -> Int {
  index < 0 ? -index : (index >= count ? 2 * count - 2 - index : index)
}

extension Plane where Sample: PlainScalar {
  /// Every second sample of every second row, from the first; an odd last one is dropped.
  func decimated() -> Plane {
    var result = Plane(width: width / 2, height: height / 2, repeating: 0)
    for row in 0..<result.height {
      for column in 0..<result.width {
        result.samples[row * result.width + column] = samples[2 * row * width + 2 * column]
      }
    }
    return result
  }

  /// The transpose of `decimated` for a plane of `width` × `height`.
  func undecimated(width: Int, height: Int) -> Plane {
    var result = Plane(width: width, height: height, repeating: 0)
    for row in 0..<self.height {
      for column in 0..<self.width {
        result.samples[2 * row * width + 2 * column] = samples[row * self.width + column]
      }
    }
    return result
  }

  /// The sample-wise product of two planes of one size.
  static func * (a: Plane, b: Plane) -> Plane {
    var result = a
    for index in 0..<a.count { result.samples[index] *= b.samples[index] }
    return result
  }
}
