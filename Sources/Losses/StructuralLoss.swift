import QualityMetrics
import Raster

/// `L = 1 − MS-SSIM` of luma.
///
/// Z. Wang, E. P. Simoncelli, A. C. Bovik, Asilomar (2003); as a loss H. Zhao, O. Gallo, I. Frosio, J. Kautz, "Loss
/// functions for image restoration with neural networks", IEEE Trans. Computational Imaging 3(1), 2017.
public struct StructuralLoss: Loss {
  /// The identifier of the command line.
  public var id: String { "msssim" }
  /// One sentence on what it charges for.
  public var summary: String { "1 − MS-SSIM of luma" }
  /// MS-SSIM.
  public var metrics: Set<String> { ["msssim"] }

  /// A loss without parameters.
  public init() {}

  /// Prepares MS-SSIM.
  /// - Throws: `MetricError` for a picture that is too small for five scales.
  public func prepare(_ reference: YCbCrPlanes, base: YCbCrPlanes?) throws(MetricError) -> any PreparedLoss {
    LumaMetricLoss(
      metric: try MultiScaleSSIM().prepareDifferentiable(reference.y), offset: 1, scale: -1)
  }
}

/// `offset + scale · metric(luma)`: a luma metric as a loss; chroma has gradient 0.
struct LumaMetricLoss: PreparedLoss {
  let metric: any LumaDifferentiable
  let offset: Double
  let scale: Double

  func value(_ distorted: YCbCrPlanes) throws(MetricError) -> Double {
    offset + scale * (try metric.value(distorted.y))
  }

  func valueAndGradient(_ distorted: YCbCrPlanes) throws(MetricError) -> (value: Double, gradient: YCbCrPlanes) {
    let (value, slope) = try metric.valueAndGradient(distorted.y)
    var gradient = YCbCrPlanes(width: slope.width, height: slope.height)
    gradient.y.add(slope, weight: Float(scale))
    return (offset + scale * value, gradient)
  }
}
