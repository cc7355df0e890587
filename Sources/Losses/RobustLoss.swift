import QualityMetrics

/// VMAF NEG with guards: what the metric does not see is charged for by terms that do.
///
/// With the unclipped score N, in hundredths of a point so that it stands beside `NaiveLoss`:
///
///     L = ( 100 − (1 − r)·N(x, x̂) − r·N(x̂, x)
///         + l·dB(E_Y) + g·dB(E_G) + c·(dB(E_Cb) + dB(E_Cr))/2 + m·dB(1 − MS-SSIM(x, x̂))
///         + f·E(x, x̂) + s·100·(1 − MS-SSIM(x, x̂)) + h·max(0, E(x, x̂) − E(x, x₀))
///         + a·(E_Cb(x₀, x̂) + E_Cr(x₀, x̂))/2 ) / 100
///
/// E is the squared error of Y', Cb and Cr (`MeanSquaredErrorLoss`), E_Y, E_Cb and E_Cr those of the planes alone, E_G
/// that of luma's coarse part (`CoarseErrorLoss`), dB ten times a logarithm (`FunctionLoss`), x₀ what the frozen base makes of
/// the picture. The fidelity guards close the holes for mean shifts, chroma and flat areas: `f·E` charges for error, `l`, `g`
/// and `c` for its share, which is what lets one weight serve small and large rates. The reversed score charges for
/// over-enhancement, which in it is lost detail; the hinge charges only for falling below the base. The anchor `a` charges for
/// chroma that leaves the base's: NEG looks at luma alone, so what chroma does meanwhile is drift, and a guard that compares with
/// the reference sees little of it beside the error that is there already. With `monotone` the gradient of a feature that the
/// fusion rewards for falling is left out.
///
/// Inspired by T. Fingscheidt, N. Karabutov, E. Alshina, arXiv 2602.21336, which proposes a loss that joins NEG with
/// safeguards; it does not reproduce that paper's formula.
public struct RobustLoss: Loss {
  /// Weights of the terms; by default no guard has one.
  public struct Weights: Sendable, Equatable, Codable {
    /// `l`: points that a decibel of luma's squared error costs.
    public var lumaDecibel = 0.0
    /// `g`: points that a decibel of the squared error of luma's coarse part costs.
    public var coarseDecibel = 0.0
    /// `c`: points that a decibel of chroma's squared error costs, half of it for each plane.
    public var chromaDecibel = 0.0
    /// `m`: points that a decibel of `1 − MS-SSIM` costs.
    public var structureDecibel = 0.0
    /// `f`: points that one squared code value of error costs.
    public var fidelity = 0.0
    /// `s`: points that 0.01 of MS-SSIM costs.
    public var structure = 0.0
    /// `h`: points that one squared code value of error above the base's costs.
    public var hinge = 0.0
    /// `a`: points that one squared code value between chroma and the base's chroma costs, half of it for each plane.
    public var chromaAnchor = 0.0
    /// `r`: the share of the reversed score, 0…1.
    public var reversed = 0.0
    /// Leaves out features that the fusion rewards for falling.
    public var monotone = false

    /// The default, and a decoder's: chosen by measurement (docs/codec.md).
    public static let standard = Weights(
      lumaDecibel: 0.5, coarseDecibel: 1.2, chromaDecibel: 2, structureDecibel: 3, chromaAnchor: 20)
    /// An encoder's, chosen by measurement (docs/codec.md): a guard on coarse errors would move its bits to them, away from
    /// the score.
    public static let encoder = Weights(lumaDecibel: 1.8, chromaDecibel: 1.4, structureDecibel: 0.9)
  }

  /// The identifier of the command line.
  public var id: String { "robust" }
  /// One sentence on what it charges for.
  public var summary: String { "NEG with a fidelity guard on Y', Cb and Cr" }
  /// VMAF NEG and the metrics of the guards that have a weight.
  public var metrics: Set<String> {
    let errors = [weights.lumaDecibel, weights.coarseDecibel, weights.chromaDecibel, weights.fidelity, weights.hinge]
    let guards = errors.contains { $0 > 0 } ? MeanSquaredErrorLoss().metrics : []
    let structures = [weights.structure, weights.structureDecibel]
    return EnhancementLimitedVMAF.ids.union(guards).union(
      structures.contains { $0 > 0 } ? StructuralLoss().metrics : [])
  }
  /// Weights of the terms.
  public let weights: Weights

  /// A loss with these weights.
  public init(_ weights: Weights = .standard) { self.weights = weights }

  /// Only hinge and anchor do.
  public var comparesWithBase: Bool { weights.hinge > 0 || weights.chromaAnchor > 0 }

  /// Prepares every term whose weight is not 0. Without `base` hinge and anchor have nothing to compare with and cost nothing.
  /// - Throws: `MetricError` for a picture that a term's metric cannot take.
  public func prepare(_ reference: SteeringInput<Float>, base: SteeringInput<Float>?) throws(MetricError)
    -> any PreparedSteering
  {
    let metric = weights.monotone ? EnhancementLimitedVMAF.monotoneScore : EnhancementLimitedVMAF.score
    var terms: [any PreparedSteering] = []
    func add(_ metric: any PreparedSteering, share: Double) {
      terms.append(FunctionLoss.affine(metric, offset: share, scale: -share / 100))
    }
    if weights.reversed < 1 { add(try metric.prepareDifferentiable(reference), share: 1 - weights.reversed) }
    if weights.reversed > 0 { add(try metric.prepareReversed(distorted: reference), share: weights.reversed) }
    let chroma = [SquaredErrorLoss.Weights(cb: 1), .init(cr: 1)]
    let prices = [weights.lumaDecibel, weights.chromaDecibel / 2, weights.chromaDecibel / 2]
    for (plane, price) in zip([.init(luma: 1)] + chroma, prices) where price > 0 {
      terms.append(
        FunctionLoss.decibels(of: SquaredErrorLoss(reference: reference, weights: plane), weight: price / 100))
    }
    if weights.coarseDecibel > 0 {
      terms.append(
        FunctionLoss.decibels(of: CoarseErrorLoss(reference: reference.luma), weight: weights.coarseDecibel / 100))
    }
    if weights.structureDecibel > 0 {
      terms.append(
        FunctionLoss.decibels(
          of: try StructuralLoss().prepare(reference), floor: FunctionLoss.structureFloor,
          weight: weights.structureDecibel / 100))
    }
    let error = MeanSquaredErrorLoss.error(reference)
    if weights.fidelity > 0 { terms.append(FunctionLoss.affine(error, scale: weights.fidelity / 100)) }
    if weights.structure > 0 {
      terms.append(FunctionLoss.affine(try StructuralLoss().prepare(reference), scale: weights.structure))
    }
    guard let base else { return Sum(terms: terms) }
    if weights.hinge > 0 {
      terms.append(FunctionLoss.hinge(error, above: try error.value(base), weight: weights.hinge / 100))
    }
    if weights.chromaAnchor > 0 {
      for plane in chroma {
        terms.append(
          FunctionLoss.affine(
            SquaredErrorLoss(reference: base, weights: plane), scale: weights.chromaAnchor / 200))
      }
    }
    return Sum(terms: terms)
  }

  private struct Sum: PreparedSteering {
    let terms: [any PreparedSteering]

    func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double {
      var total = 0.0
      for term in terms { total += try term.value(input) }
      return total
    }

    func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
      value: Double, gradient: SteeringInput<Float>
    ) {
      var total = 0.0
      var gradient = SteeringInput<Float>.zero(like: input)
      for term in terms {
        let (value, slope) = try term.valueAndGradient(input)
        total += value
        gradient.add(slope, weight: 1)
      }
      return (total, gradient)
    }
  }
}
