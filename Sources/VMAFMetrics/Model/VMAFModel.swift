/// A VMAF model: which features it reads, how they are computed and normalised, and the support vector regression
/// that fuses them into a score.
///
///     x_i   = slope_i · feature_i + intercept_i
///     s     = Σ_k coefficient_k · exp(−gamma · Σ_i (x_i − v_ki)²) − rho
///     score = (s − outputIntercept) / outputSlope, then the score transform where the model enables one
///
/// Source: libvmaf's `predict.c` for the order of the steps, libsvm (Chang and Lin, ACM TIST 2, 2011) for the
/// regression. Sums run in their order, so a score equals theirs to the last bit.
public struct VMAFModel: Sendable, Equatable {
  /// Which implementation of the features the model was published for.
  public enum Arithmetic: String, Sendable {
    /// Fixed point: what libvmaf computes by default.
    case integer
    /// Single-precision floating point.
    case float
  }

  /// One input of the fusion.
  public struct Feature: Sendable, Equatable {
    /// Which feature.
    public let kind: VMAFFeature
    /// Factor of the normalisation.
    public let slope: Double
    /// Summand of the normalisation.
    public let intercept: Double
  }

  /// The name under which it was published, or the file it was read from.
  public let name: String
  /// Which implementation of the features it reads.
  public let arithmetic: Arithmetic
  /// Its inputs, in the order of the fusion.
  public let features: [Feature]
  /// How its features are computed.
  public let options: VMAFFeatureOptions
  /// Width of the kernel: `exp(−gamma · squared distance)`.
  public let gamma: Double
  /// Offset of the regression, subtracted.
  public let rho: Double
  /// One whole row per support vector: its coefficient, then one number per feature.
  public let supportVectors: [Double]
  /// Slope of the score's normalisation.
  public let outputSlope: Double
  /// Intercept of the score's normalisation.
  public let outputIntercept: Double
  /// What is applied to the score after the fusion; nil where the model does not enable it.
  public let transform: VMAFScoreTransform?
  /// The range to which a score is clipped; nil where the model has none.
  public let clipRange: ClosedRange<Double>?
  /// The same regression fitted to resampled data, of a bootstrap model: they say how certain the score is. They read the
  /// same features.
  public internal(set) var replicates: [VMAFModel] = []
}

extension VMAFModel: CustomStringConvertible {
  /// The model's name.
  public var description: String { name }
}
