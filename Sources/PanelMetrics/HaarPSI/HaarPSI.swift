import AuditRecord
import Glibc
import MetricKit
import Raster

/// Haar wavelet-based perceptual similarity of luma.
///
/// Measures whether edges stay where they were: luma is halved (means of 2×2 blocks), and at each position and for both
/// directions o the Haar coefficients of the two finest scales are compared, `sim_o = ½·Σ_{j=1,2} (2·|a_j|·|b_j| + C) /
/// (a_j² + b_j² + C)`; coefficients of the third scale weigh them, `w_o = max(|a_3|, |b_3|)`. With the logistic function
/// `ℓ(t) = 1/(1 + e^(−α·t))` the score is `(ℓ⁻¹(Σ w·ℓ(sim) / Σ w))²`; C = 30, α = 4.2.
///
/// Source: R. Reisenhofer, S. Bosse, G. Kutyniok, T. Wiegand, "A Haar wavelet-based perceptual similarity index for image
/// quality assessment", Signal Processing: Image Communication 61 (2018), equations 8 to 12; agrees with the authors'
/// `HaarPSI.m` and `piq.haarpsi` on grey pictures. Range 0…1, 1 for identical pictures, symmetric. Higher is better.
/// Where no coefficient of the third scale differs from zero, which leaves the definition without a value, the score is 1.
public struct HaarPSI: DifferentiableMetric {
  /// HaarPSI with the paper's constants.
  public init() {}

  /// What the metric is. 16 is the side of the largest wavelet before halving.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "haarpsi", title: "HaarPSI", unit: "", direction: .higherIsBetter, range: 0...1,
      panel: PanelRole(.structure, votes: true, bytesPerPixel: 7), reads: .luma, isSymmetric: true, smallestSide: 16,
      limit: .calibrated(0.056), family: "haarpsi",
      citation: "Reisenhofer, Bosse, Kutyniok, Wiegand, Signal Processing: Image Communication 61 (2018)")
  }

  /// Computes the reference's wavelet coefficients.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try Scoring(reference, descriptor)
  }

  /// HaarPSI as a function of distorted luma.
  public func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try Steering(reference, descriptor)
  }

  private struct Scoring: ScoringKernel {
    let geometry: PictureGeometry
    let kernel: Kernel<Float>
  }

  private struct Steering: SteeringKernel {
    let reference: Plane<Float>
    let kernel: Kernel<Float>
  }

  /// The value and its gradient in Double.
  package func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSmallestSide(reference, descriptor)
    try requireSameSize(reference, distorted)
    return Kernel(reference).scoreAndGradient(distorted)
  }
}

/// C of the similarity, for samples of 0…255 (section 2.3 of the paper: optimised on LIVE, TID2008, TID2013 and CSIQ).
private let similarityConstant = 30.0
/// α of the logistic function, likewise.
private let steepness = 4.2

/// The reference's coefficients and the comparison with a distorted plane.
private struct Kernel<Scalar: PixelScalar>: LumaKernel {
  typealias Vector = Scalar.Vector
  typealias Group = HaarCoefficients<Scalar>.Group

  private let width: Int
  private let rowLength: Int
  /// Magnitudes of the reference, six registers a position: horizontal and vertical of scales 1, 2, 3.
  private let magnitudes: [Scalar]

  init(_ reference: Plane<Scalar>) {
    let haar = HaarCoefficients(HalfSize.means(reference, .zeroAfter))
    let lanes = Vector.scalarCount
    let length = haar.rowLength
    width = haar.width
    rowLength = length
    magnitudes = [Scalar](unsafeUninitializedCapacity: 6 * length * haar.height) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      haar.forEachGroup { y, x, group in
        let index = 6 * (y * length + x)
        target.store(group.horizontal.0.magnitudes, index)
        target.store(group.horizontal.1.magnitudes, index + lanes)
        target.store(group.horizontal.2.magnitudes, index + 2 * lanes)
        target.store(group.vertical.0.magnitudes, index + 3 * lanes)
        target.store(group.vertical.1.magnitudes, index + 4 * lanes)
        target.store(group.vertical.2.magnitudes, index + 5 * lanes)
      }
      count = 6 * length * haar.height
    }
  }

  /// Σ w and Σ w·(ℓ(1) − ℓ(sim)): summing what is missing makes identical pictures exact.
  private struct Sums {
    var weights = 0.0
    var deficits = 0.0

    /// ℓ⁻¹ of the weighted mean, and that mean.
    var logit: (value: Double, mean: Double) {
      let top = 1 / (1 + exp(-steepness))
      let mean = weights > 0 ? top - deficits / weights : top
      return (log(mean / (1 - mean)) / steepness, mean)
    }
  }

  func score(_ distorted: Plane<Scalar>) -> Double {
    let logit = sums(HaarCoefficients(HalfSize.means(distorted, .zeroAfter))).logit.value
    return logit * logit
  }

  private func sums(_ haar: HaarCoefficients<Scalar>) -> Sums {
    let lanes = Vector.scalarCount
    let width = width
    let length = rowLength
    let tail = laneMask(width - (width - 1) / lanes * lanes, Scalar.self)
    let zero = Vector(repeating: 0)
    var sums = Sums()
    var weights = zero
    var deficits = zero
    magnitudes.withUnsafeBufferPointer { buffer in
      guard let magnitudes = buffer.baseAddress else { return }
      haar.forEachGroup { y, x, group in
        let index = 6 * (y * length + x)
        let isLast = x + lanes >= width
        let mask = isLast ? tail : Vector(repeating: 1)
        let h = compare(magnitudes, index, group.horizontal)
        let v = compare(magnitudes, index + 3 * lanes, group.vertical)
        weights = weights + (h.weight + v.weight) * mask
        deficits = deficits + (h.weight * h.deficit + v.weight * v.deficit) * mask
        if isLast {
          sums.weights += Double(weights.sum())
          sums.deficits += Double(deficits.sum())
          weights = zero
          deficits = zero
        }
      }
    }
    return sums
  }

  /// One direction at one register's worth of positions.
  private struct Comparison {
    var weight: Vector
    /// ℓ(1) − ℓ(sim).
    var deficit: Vector
    var similarities: (Vector, Vector)
    var denominators: (Vector, Vector)
  }

  @inline(__always)
  private func compare(
    _ magnitudes: UnsafePointer<Scalar>, _ index: Int, _ coefficients: (Vector, Vector, Vector)
  ) -> Comparison {
    let lanes = Vector.scalarCount
    let alpha = Vector(repeating: Scalar(steepness))
    let half = Vector(repeating: 0.5)
    let (first, firstDenominator) = similarity(magnitudes.lanes(index), coefficients.0.magnitudes)
    let (second, secondDenominator) = similarity(magnitudes.lanes(index &+ lanes), coefficients.1.magnitudes)
    let reference = magnitudes.lanes(index &+ 2 &* lanes)
    let distorted = coefficients.2.magnitudes
    return Comparison(
      weight: reference.larger(distorted),
      deficit: alpha.logistic() - ((first + second) * (half * alpha)).logistic(),
      similarities: (first, second), denominators: (firstDenominator, secondDenominator))
  }

  @inline(__always)
  private func similarity(_ a: Vector, _ b: Vector) -> (value: Vector, denominator: Vector) {
    let constant = Vector(repeating: Scalar(similarityConstant))
    let denominator = a * a + b * b + constant
    return ((Vector(repeating: 2) * (a * b) + constant) / denominator, denominator)
  }

  /// The score and its gradient. With the weighted mean S: `∂S/∂sim = w·α·ℓ(1 − ℓ)/Σw`, `∂S/∂w = (ℓ − S)/Σw`, and the
  /// score's derivative with respect to S is `2·ℓ⁻¹(S)/(α·S·(1 − S))`.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
    let half = HalfSize.means(distorted, .zeroAfter)
    let haar = HaarCoefficients(half)
    let sums = sums(haar)
    let (logit, mean) = sums.logit
    let lanes = Vector.scalarCount
    let length = rowLength
    let slope =
      sums.weights > 0 ? Scalar(2 * logit / (steepness * mean * (1 - mean) * sums.weights)) : 0
    let scale = Vector(repeating: slope)
    let deficit = Vector(repeating: Scalar(1 / (1 + exp(-steepness)) - mean))
    let top = Vector(repeating: Scalar(steepness)).logistic()
    let toSimilarity = Vector(repeating: slope * Scalar(steepness))

    @inline(__always)
    func back(
      _ magnitudes: UnsafePointer<Scalar>, _ index: Int, _ coefficients: (Vector, Vector, Vector)
    ) -> (Vector, Vector, Vector) {
      let compared = compare(magnitudes, index, coefficients)
      let level = top - compared.deficit
      // ½ of the mean of two similarities and 2 of d(b²) cancel.
      let common = toSimilarity * compared.weight * level * (Vector(repeating: 1) - level)
      @inline(__always)
      func toCoefficient(_ a: Vector, _ b: Vector, _ similarity: Vector, _ denominator: Vector) -> Vector {
        common * (a * b.signs - b * similarity) / denominator
      }
      let reference = magnitudes.lanes(index &+ 2 &* lanes)
      let toWeight = scale * (deficit - compared.deficit) * coefficients.2.signs
      let isDistorted = coefficients.2.magnitudes .> reference
      return (
        toCoefficient(
          magnitudes.lanes(index), coefficients.0, compared.similarities.0, compared.denominators.0),
        toCoefficient(
          magnitudes.lanes(index &+ lanes), coefficients.1, compared.similarities.1, compared.denominators.1),
        Vector(repeating: 0).replacing(with: toWeight, where: isDistorted)
      )
    }

    let gradient = magnitudes.withUnsafeBufferPointer { buffer -> Plane<Scalar>? in
      guard let magnitudes = buffer.baseAddress else { return nil }
      return haar.adjoint { y, x, group in
        let index = 6 * (y * length + x)
        return Group(
          horizontal: back(magnitudes, index, group.horizontal),
          vertical: back(magnitudes, index + 3 * lanes, group.vertical))
      }
    }
    return (
      logit * logit,
      HalfSize.meansAdjoint(gradient ?? half, width: distorted.width, height: distorted.height, .zeroAfter)
    )
  }
}
