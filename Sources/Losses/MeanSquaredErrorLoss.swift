import QualityMetrics

/// The squared error of Y', Cb and Cr, weighted 6 : 1 : 1, in squared code values.
///
/// `L = (6·MSE_Y + MSE_Cb + MSE_Cr)/8`. The weights are those of PSNR-YCbCr (J.-R. Ohm et al., "Comparison of the coding
/// efficiency of video coding standards", IEEE Trans. CSVT 22(12), 2012); chroma has its own resolution.
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
  public func prepare(_ reference: SteeringInput<Float>, base: SteeringInput<Float>?) -> any PreparedSteering {
    Self.error(reference)
  }

  /// The loss against a reference.
  static func error(_ reference: SteeringInput<Float>) -> SquaredErrorLoss {
    SquaredErrorLoss(
      reference: reference, weights: .init(luma: lumaWeight, cb: chromaWeight, cr: chromaWeight))
  }
}
