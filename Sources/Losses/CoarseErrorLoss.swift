import QualityMetrics
import Raster

/// The mean squared error of luma after a low-pass, in squared code values: error that is coarse enough to be seen well.
///
///     E = mean (B e)²,  e = x̂_Y − x_Y,  B = [1 2 3 2 1]/9 along rows and columns, zeros outside
///
/// A viewer's contrast sensitivity falls with spatial frequency (J. L. Mannos, D. J. Sakrison, IEEE Trans. Information
/// Theory 20, 1974), so an error of few cycles costs more than one of the same energy near the sampling limit. B passes
/// slow errors whole and leaves a ninth of the amplitude of the finest ones in each direction. It is a plain filter on
/// purpose: the tables of the panel's own metrics have no part in it. B is symmetric, so it is its own adjoint, and the
/// gradient is `2 B B e / area`.
struct CoarseErrorLoss: PreparedSteering {
  /// Half of the filter; its taps are symmetric.
  private static let centre: Float = 3 / 9
  private static let near: Float = 2 / 9
  private static let far: Float = 1 / 9

  /// The reference's luma.
  let reference: Plane<Float>

  /// - Complexity: O(width · height)
  func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double {
    Self.meanSquare(try coarseError(input.luma))
  }

  /// - Complexity: O(width · height)
  func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
    value: Double, gradient: SteeringInput<Float>
  ) {
    let coarse = try coarseError(input.luma)
    var gradient = SteeringInput<Float>.zero(like: input)
    gradient.luma.add(Self.filtered(coarse), weight: 2 / Float(coarse.count))
    return (Self.meanSquare(coarse), gradient)
  }

  /// B e
  private func coarseError(_ distorted: Plane<Float>) throws(MetricError) -> Plane<Float> {
    try requireSameSize(reference, distorted)
    var error = distorted
    error.add(reference, weight: -1)
    return Self.filtered(error)
  }

  private static func meanSquare(_ plane: Plane<Float>) -> Double {
    plane.samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(plane.count)
  }

  private static func filtered(_ plane: Plane<Float>) -> Plane<Float> {
    along(along(plane, step: 1, length: plane.width), step: plane.width, length: plane.height)
  }

  /// One direction: `step` between neighbours, `length` samples in a line.
  private static func along(_ plane: Plane<Float>, step: Int, length: Int) -> Plane<Float> {
    var result = plane
    let width = plane.width
    plane.samples.withUnsafeBufferPointer { input in
      result.samples.withUnsafeMutableBufferPointer { output in
        for index in 0..<(width * plane.height) {
          let place = step == 1 ? index % width : index / width
          var sum = centre * input[index]
          if place >= 1 { sum += near * input[index - step] }
          if place >= 2 { sum += far * input[index - 2 * step] }
          if place + 1 < length { sum += near * input[index + step] }
          if place + 2 < length { sum += far * input[index + 2 * step] }
          output[index] = sum
        }
      }
    }
    return result
  }
}
