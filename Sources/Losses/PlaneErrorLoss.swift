import QualityMetrics
import Raster

/// The mean squared error of one of the three planes, in squared code values.
struct PlaneErrorLoss: PreparedLoss {
  /// Which plane.
  enum Channel: Sendable, CaseIterable {
    case y, cb, cr
  }

  let reference: YCbCrPlanes
  let channel: Channel

  /// - Complexity: O(width · height)
  func value(_ distorted: YCbCrPlanes) -> Double {
    switch channel {
    case .y: squaredError(distorted.y, reference.y, weight: 1)
    case .cb: squaredError(distorted.cb, reference.cb, weight: 1)
    case .cr: squaredError(distorted.cr, reference.cr, weight: 1)
    }
  }

  /// - Complexity: O(width · height)
  func valueAndGradient(_ distorted: YCbCrPlanes) -> (value: Double, gradient: YCbCrPlanes) {
    var gradient = YCbCrPlanes(width: distorted.y.width, height: distorted.y.height)
    let value: Double
    switch channel {
    case .y: (value, gradient.y) = squaredErrorAndGradient(distorted.y, reference.y, weight: 1)
    case .cb: (value, gradient.cb) = squaredErrorAndGradient(distorted.cb, reference.cb, weight: 1)
    case .cr: (value, gradient.cr) = squaredErrorAndGradient(distorted.cr, reference.cr, weight: 1)
    }
    return (value, gradient)
  }
}
