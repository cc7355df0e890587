import QualityMetrics
import Raster

/// The mean squared error of one of the three planes, in squared code values.
struct PlaneErrorLoss: PreparedLoss {
  /// One of the planes.
  typealias Channel = any WritableKeyPath<YCbCrPlanes, Plane<Float>> & Sendable

  let reference: YCbCrPlanes
  let plane: Channel

  /// - Complexity: O(width · height)
  func value(_ distorted: YCbCrPlanes) -> Double {
    squaredError(distorted[keyPath: plane], reference[keyPath: plane], weight: 1)
  }

  /// - Complexity: O(width · height)
  func valueAndGradient(_ distorted: YCbCrPlanes) -> (value: Double, gradient: YCbCrPlanes) {
    let (value, slope) = squaredErrorAndGradient(distorted[keyPath: plane], reference[keyPath: plane], weight: 1)
    var gradient = YCbCrPlanes(width: distorted.y.width, height: distorted.y.height)
    gradient[keyPath: plane] = slope
    return (value, gradient)
  }
}
