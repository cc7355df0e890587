import Raster

@testable import VMAFMetrics

/// The features of float VMAF and their gradients, in one number type.
struct PlainVMAF<Scalar: PlainScalar>: Sendable {
  let vif: PlainVIF<Scalar>
  let adm: PlainADM<Scalar>

  init(options: VMAFFeatureOptions) {
    vif = PlainVIF(options: options)
    adm = PlainADM(options: options)
  }

  /// What the features need of one picture alone.
  struct Analysis: Sendable {
    let width: Int
    let height: Int
    let vif: [PlainVIF<Scalar>.Scale]
    let adm: [PlainADM<Scalar>.Level]
  }

  /// Offset of samples before they are filtered (libvmaf's `picture_copy`).
  static var offset: Scalar { -128 }

  /// Analyses luma on the 8-bit scale.
  /// - Complexity: O(width · height)
  func analyse(_ luma: Plane<Scalar>) -> Analysis {
    let plane = luma.map { $0 + Self.offset }
    return Analysis(width: luma.width, height: luma.height, vif: vif.pyramid(plane), adm: adm.levels(plane))
  }

  /// All features but motion, which is left at 0.
  func features(reference: Analysis, distorted: Analysis) -> VMAFFeatureValues {
    var values = VMAFFeatureValues()
    let vifNumerators = vif.numerators(reference: reference.vif, distorted: distorted.vif)
    values[VMAFFeature.vifScales] = zip(vifNumerators, reference.vif).map { $0 / $1.denominator }
    let admNumerators = adm.numerators(reference: reference.adm, distorted: distorted.adm)
    values[VMAFFeature.admScales] = zip(admNumerators, reference.adm).map { $0 / $1.denominator }
    values[.adm2] = admNumerators.reduce(0, +) / reference.adm.reduce(0) { $0 + $1.denominator }
    return values
  }

  /// The gradient of `Σ weight · feature` with respect to the distorted luma.
  func gradientInDistorted(
    reference: Analysis, distorted: Analysis, weights: VMAFFeatureValues
  ) -> Plane<Scalar> {
    let vifWeights = zip(weights[VMAFFeature.vifScales], reference.vif).map { Scalar($0 / $1.denominator) }
    var result = vif.gradientInDistorted(reference: reference.vif, distorted: distorted.vif, weights: vifWeights)
    let admGradient = adm.gradients(
      reference: reference.adm, distorted: distorted.adm,
      numeratorWeights: admNumeratorWeights(reference, weights), denominatorWeights: [0, 0, 0, 0],
      width: reference.width, height: reference.height
    ).distorted
    for index in 0..<result.count { result.samples[index] += admGradient.samples[index] }
    return result
  }

  /// The gradient of `Σ weight · feature` with respect to the luma in the place of the reference.
  /// - Parameter values: the features of the same pair.
  func gradientInReference(
    reference: Analysis, distorted: Analysis, values: VMAFFeatureValues, weights: VMAFFeatureValues
  ) -> Plane<Scalar> {
    let vifNumeratorWeights = zip(weights[VMAFFeature.vifScales], reference.vif).map { $0 / $1.denominator }
    let vifDenominatorWeights = zip(vifNumeratorWeights, values[VMAFFeature.vifScales]).map { -$0 * $1 }
    var result = vif.gradientInReference(
      reference: reference.vif, distorted: distorted.vif, numeratorWeights: vifNumeratorWeights.map { Scalar($0) },
      denominatorWeights: vifDenominatorWeights.map { Scalar($0) })
    let total = reference.adm.reduce(0) { $0 + $1.denominator }
    let admDenominatorWeights = (0..<PlainADM<Scalar>.levelCount).map {
      -weights[.adm2] * values[.adm2] / total
        - weights[VMAFFeature.admScales][$0] * values[VMAFFeature.admScales][$0] / reference.adm[$0].denominator
    }
    let admGradient = adm.gradients(
      reference: reference.adm, distorted: distorted.adm,
      numeratorWeights: admNumeratorWeights(reference, weights), denominatorWeights: admDenominatorWeights,
      width: reference.width, height: reference.height
    ).reference
    for index in 0..<result.count { result.samples[index] += admGradient.samples[index] }
    return result
  }

  private func admNumeratorWeights(_ reference: Analysis, _ weights: VMAFFeatureValues) -> [Double] {
    let total = reference.adm.reduce(0) { $0 + $1.denominator }
    return zip(weights[VMAFFeature.admScales], reference.adm).map { weights[.adm2] / total + $0 / $1.denominator }
  }
}
