import QualityMetrics

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
  public func prepare(_ reference: SteeringInput<Float>, base: SteeringInput<Float>?) throws(MetricError)
    -> any PreparedSteering
  {
    FunctionLoss.affine(try MultiScaleSSIM().prepareDifferentiable(reference), offset: 1, scale: -1)
  }
}
