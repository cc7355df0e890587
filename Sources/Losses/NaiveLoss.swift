import QualityMetrics

/// `L = 1 − N(x, x̂)/100` with the unclipped VMAF NEG score N of luma: the metric itself, and nothing else.
///
/// A clipped score has no gradient beyond the clip, so N is not clipped. What this rewards and a viewer does not is what
/// the audit is about.
public struct NaiveLoss: Loss {
  /// The identifier of the command line.
  public var id: String { "naive" }
  /// One sentence on what it charges for.
  public var summary: String { "1 − NEG/100: the metric itself" }
  /// VMAF NEG, in either form.
  public var metrics: Set<String> { EnhancementLimitedVMAF.ids }

  /// A loss without parameters.
  public init() {}

  /// Prepares VMAF NEG in its differentiable float form.
  /// - Throws: `MetricError` for a picture that is too small.
  public func prepare(_ reference: SteeringInput<Float>, base: SteeringInput<Float>?) throws(MetricError)
    -> any PreparedSteering
  {
    FunctionLoss.affine(
      try EnhancementLimitedVMAF.score.prepareDifferentiable(reference), offset: 1, scale: -0.01)
  }
}

/// VMAF NEG as the losses use it.
enum EnhancementLimitedVMAF {
  /// Its ids in the registry: fixed-point and float form.
  static let ids: Set<String> = ["vmafneg", "vmafneg_float"]
  /// The fused score with its own gradient.
  static let score = FloatVMAF(id: "vmafneg_float", title: "VMAF NEG (float)", model: .floatV061neg)
  /// The same score; its gradient leaves out features that the fusion rewards for falling.
  static let monotoneScore = FloatVMAF(
    id: "vmafneg_float", title: "VMAF NEG (float)", model: .floatV061neg, target: .monotoneScore)
}
