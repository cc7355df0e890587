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
public struct HaarPSI: LumaMetric {
  /// HaarPSI with the paper's constants.
  public init() {}

  /// What the metric is. 16 is the side of the largest wavelet before halving.
  public let descriptor = MetricDescriptor(
    id: "haarpsi", title: "HaarPSI", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: true, bytesPerPixel: 7), reads: .luma, steers: .luma, isSymmetric: true,
    smallestSide: 16,
    limit: .calibrated(0.056), family: "haarpsi",
    citation: "Reisenhofer, Bosse, Kutyniok, Wiegand, Signal Processing: Image Communication 61 (2018)")

  /// Computes the reference's wavelet coefficients.
  public func side(_ reference: Plane<Float>) -> LumaSide<Float> { LumaSide(Kernel(reference)) }
  /// The same in Double.
  public func side(_ reference: Plane<Double>) -> LumaSide<Double> { LumaSide(Kernel(reference)) }
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
    magnitudes = [Scalar](count: 6 * length * haar.height) { target in
      haar.forEachGroup { y, x, group in
        let index = 6 * (y * length + x)
        target.store(group.horizontal.0.magnitudes, index)
        target.store(group.horizontal.1.magnitudes, index + lanes)
        target.store(group.horizontal.2.magnitudes, index + 2 * lanes)
        target.store(group.vertical.0.magnitudes, index + 3 * lanes)
        target.store(group.vertical.1.magnitudes, index + 4 * lanes)
        target.store(group.vertical.2.magnitudes, index + 5 * lanes)
      }
    }
  }

  func score(_ distorted: Plane<Scalar>) -> Double {
    let logit = weightedMean(HaarCoefficients(HalfSize.means(distorted, .zeroAfter))).logit
    return logit * logit
  }

  /// Σ w, the weighted mean of ℓ(sim), and ℓ⁻¹ of it: summing what is missing to ℓ(1) makes identical pictures exact.
  private func weightedMean(_ haar: HaarCoefficients<Scalar>) -> (weights: Double, mean: Double, logit: Double) {
    let lanes = Vector.scalarCount
    let length = rowLength
    let mask = RowMask<Scalar>(width: width)
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    withPointers(magnitudes) { magnitudes in
      haar.forEachGroup { y, x, group in
        let index = 6 * (y * length + x)
        let inside = mask(x)
        let h = compare(magnitudes, index, group.horizontal)
        let v = compare(magnitudes, index + 3 * lanes, group.vertical)
        row.0 = row.0 + (h.weight + v.weight) * inside
        row.1 = row.1 + (h.weight * h.deficit + v.weight * v.deficit) * inside
        if mask.isLast(x) { endRow(&row, into: &totals) }
      }
    }
    let (weights, deficits) = totals
    let top = 1 / (1 + exp(-steepness))
    let mean = weights > 0 ? top - deficits / weights : top
    return (weights, mean, log(mean / (1 - mean)) / steepness)
  }

  private typealias Similarity = (value: Vector, denominator: Vector)

  /// One direction at one register's worth of positions.
  private struct Comparison {
    var weight: Vector
    /// ℓ(1) − ℓ(sim).
    var deficit: Vector
    var similar: (Similarity, Similarity)
  }

  @inline(__always)
  private func compare(
    _ magnitudes: UnsafePointer<Scalar>, _ index: Int, _ coefficients: (Vector, Vector, Vector)
  ) -> Comparison {
    let lanes = Vector.scalarCount
    let alpha = Vector(repeating: Scalar(steepness))
    let half = Vector(repeating: 0.5)
    let first = similarity(magnitudes.lanes(index), coefficients.0.magnitudes)
    let second = similarity(magnitudes.lanes(index &+ lanes), coefficients.1.magnitudes)
    let reference = magnitudes.lanes(index &+ 2 &* lanes)
    let distorted = coefficients.2.magnitudes
    return Comparison(
      weight: reference.larger(distorted),
      deficit: alpha.logistic() - ((first.value + second.value) * (half * alpha)).logistic(),
      similar: (first, second))
  }

  @inline(__always)
  private func similarity(_ a: Vector, _ b: Vector) -> Similarity {
    let constant = Vector(repeating: Scalar(similarityConstant))
    let denominator = a * a + b * b + constant
    return ((Vector(repeating: 2) * (a * b) + constant) / denominator, denominator)
  }

  /// The score and its gradient. With the weighted mean S: `∂S/∂sim = w·α·ℓ(1 − ℓ)/Σw`, `∂S/∂w = (ℓ − S)/Σw`, and the
  /// score's derivative with respect to S is `2·ℓ⁻¹(S)/(α·S·(1 − S))`.
  func scoreAndGradient(_ distorted: Plane<Scalar>) -> (value: Double, gradient: Plane<Scalar>) {
    let haar = HaarCoefficients(HalfSize.means(distorted, .zeroAfter))
    let (weights, mean, logit) = weightedMean(haar)
    let lanes = Vector.scalarCount
    let length = rowLength
    let slope = weights > 0 ? Scalar(2 * logit / (steepness * mean * (1 - mean) * weights)) : 0
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
      func toCoefficient(_ a: Vector, _ b: Vector, _ similar: Similarity) -> Vector {
        common * (a * b.signs - b * similar.value) / similar.denominator
      }
      let reference = magnitudes.lanes(index &+ 2 &* lanes)
      let toWeight = scale * (deficit - compared.deficit) * coefficients.2.signs
      let isDistorted = coefficients.2.magnitudes .> reference
      return (
        toCoefficient(magnitudes.lanes(index), coefficients.0, compared.similar.0),
        toCoefficient(magnitudes.lanes(index &+ lanes), coefficients.1, compared.similar.1),
        Vector(repeating: 0).replacing(with: toWeight, where: isDistorted)
      )
    }

    let gradient = withPointers(magnitudes) { magnitudes in
      haar.adjoint { y, x, group in
        let index = 6 * (y * length + x)
        return Group(
          horizontal: back(magnitudes, index, group.horizontal),
          vertical: back(magnitudes, index + 3 * lanes, group.vertical))
      }
    }
    let full = HalfSize.meansAdjoint(gradient, width: distorted.width, height: distorted.height, .zeroAfter)
    return (logit * logit, full)
  }
}
