import QualityMetrics
import Raster

/// The squared error of Y', Cb and Cr, weighted 6 : 1 : 1, in squared code values.
///
/// `L = (6·MSE_Y + MSE_Cb + MSE_Cr)/8`. The weights are those of PSNR-YCbCr (J.-R. Ohm et al., "Comparison of the coding
/// efficiency of video coding standards", IEEE Trans. CSVT 22(12), 2012); chroma is at full resolution.
public struct MeanSquaredErrorLoss: Loss {
  /// Share of luma.
  public static let lumaWeight = 6.0 / 8
  /// Share of each chroma plane.
  public static let chromaWeight = 1.0 / 8

  /// The identifier of the command line.
  public var id: String { "mse" }
  /// One sentence on what it charges for.
  public var summary: String { "squared error of Y', Cb and Cr, weighted 6 : 1 : 1" }
  /// The squared errors of the planes.
  public var metrics: Set<String> { ["psnr", "psnr_cb", "psnr_cr", "psnr_ycbcr"] }

  /// A loss without parameters.
  public init() {}

  /// Keeps the reference.
  public func prepare(_ reference: YCbCrPlanes, base: YCbCrPlanes?) -> any PreparedLoss {
    Prepared(reference: reference)
  }

  /// The loss against one reference.
  struct Prepared: PreparedLoss {
    let reference: YCbCrPlanes

    /// - Complexity: O(width · height)
    func value(_ distorted: YCbCrPlanes) -> Double {
      squaredError(distorted.y, reference.y, weight: lumaWeight)
        + squaredError(distorted.cb, reference.cb, weight: chromaWeight)
        + squaredError(distorted.cr, reference.cr, weight: chromaWeight)
    }

    /// - Complexity: O(width · height)
    func valueAndGradient(_ distorted: YCbCrPlanes) -> (value: Double, gradient: YCbCrPlanes) {
      let y = squaredErrorAndGradient(distorted.y, reference.y, weight: lumaWeight)
      let cb = squaredErrorAndGradient(distorted.cb, reference.cb, weight: chromaWeight)
      let cr = squaredErrorAndGradient(distorted.cr, reference.cr, weight: chromaWeight)
      return (y.value + cb.value + cr.value, YCbCrPlanes(y: y.gradient, cb: cb.gradient, cr: cr.gradient))
    }
  }
}

/// `weight` times the mean squared difference of two planes, to the bit as it stands beside its gradient.
/// - Complexity: O(width · height)
func squaredError(_ a: Plane<Float>, _ b: Plane<Float>, weight: Double) -> Double {
  precondition(a.width == b.width && a.height == b.height, "planes of one size")
  var sum = 0.0
  a.samples.withUnsafeBufferPointer { a in
    b.samples.withUnsafeBufferPointer { b in
      for index in 0..<a.count {
        let difference = Double(a[index] - b[index])
        sum += difference * difference
      }
    }
  }
  return sum * (weight / Double(a.count))
}

/// `weight` times the mean squared difference of two planes, and its gradient with respect to `a`.
/// - Complexity: O(width · height)
func squaredErrorAndGradient(
  _ a: Plane<Float>, _ b: Plane<Float>, weight: Double
) -> (value: Double, gradient: Plane<Float>) {
  precondition(a.width == b.width && a.height == b.height, "planes of one size")
  let scale = weight / Double(a.count)
  let slope = Float(2 * scale)
  var sum = 0.0
  var gradient = a
  gradient.samples.withUnsafeMutableBufferPointer { target in
    b.samples.withUnsafeBufferPointer { other in
      for index in 0..<target.count {
        let difference = target[index] - other[index]
        sum += Double(difference) * Double(difference)
        target[index] = slope * difference
      }
    }
  }
  return (sum * scale, gradient)
}
