import Raster

/// Similarity of phase congruency and gradient of a distorted plane with a prepared reference: what FSIM and FSIMc share.
///
/// At each position `S = S_pc · S_g · c` with `S = (2·a·b + T)/(a² + b² + T)`, T = 0.85 for phase congruency and 160 for the
/// magnitude of Scharr's gradient, and a factor c of colour; the score is the mean of S weighted by the larger of both
/// phase congruencies.
///
/// Source: L. Zhang, L. Zhang, X. Mou, D. Zhang, "FSIM: a feature similarity index for image quality assessment", IEEE TIP 20
/// (2011), equations 3 to 7. Where neither plane has phase congruency anywhere the score is 1.
struct FeatureSimilarity: Sendable {
  /// T1 and T2 of the paper.
  private static let congruencyConstant: Float = 0.85
  private static let gradientConstant: Float = 160

  private let congruency: PhaseCongruency
  private let width: Int
  private let height: Int
  private let referenceCongruency: [Float]
  private let referenceGradient: [Float]

  /// Elements of a row of what the reference's colour is kept in.
  var rowLength: Int { congruency.rowLength }

  /// Computes the reference's phase congruency and gradient.
  /// - Parameter plane: luma 0…255, reduced to about 256 samples a side.
  init(_ plane: Plane<Float>) {
    width = plane.width
    height = plane.height
    congruency = PhaseCongruency.ofSize(width: width, height: height)
    referenceCongruency = congruency.map(plane)
    let length = congruency.rowLength
    let height = height
    referenceGradient = [Float](unsafeUninitializedCapacity: length * height) { target, count in
      if let target = target.baseAddress {
        GradientOperator.scharr.forEachGroup(PaddedPlane(plane, margin: 1)) { y, x, gradient in
          target.store(
            (gradient.horizontal * gradient.horizontal + gradient.vertical * gradient.vertical).squareRoot(),
            y &* length &+ x)
        }
      }
      count = length * height
    }
  }

  /// The score of a distorted plane.
  /// - Parameter colour: the factor of colour of eight positions, given their row and column.
  /// - Complexity: O(n · log n) for n samples
  @inline(__always)
  func score(_ plane: Plane<Float>, colour: (_ y: Int, _ x: Int) -> SIMD8<Float>) -> Double {
    let map = congruency.map(plane)
    let padded = PaddedPlane(plane, margin: 1)
    let tail = laneMask(width - (width - 1) / 8 * 8, Float.self)
    let one = SIMD8<Float>(repeating: 1)
    let zero = SIMD8<Float>(repeating: 0)
    let length = rowLength
    let width = width
    var sums = (weights: 0.0, missing: 0.0)
    var row = (weights: zero, missing: zero)
    map.withUnsafeBufferPointer { map in
      referenceCongruency.withUnsafeBufferPointer { congruency in
        referenceGradient.withUnsafeBufferPointer { magnitudes in
          guard let map = map.baseAddress, let congruency = congruency.baseAddress,
            let magnitudes = magnitudes.baseAddress
          else { return }
          GradientOperator.scharr.forEachGroup(padded) { y, x, gradient in
            let index = y &* length &+ x
            let isLast = x &+ 8 >= width
            let (a, b) = (congruency.lanes(index), map.lanes(index))
            let magnitude =
              (gradient.horizontal * gradient.horizontal + gradient.vertical * gradient.vertical).squareRoot()
            let first = dissimilarity(a, b, Self.congruencyConstant)
            let second = dissimilarity(magnitudes.lanes(index), magnitude, Self.gradientConstant)
            // 1 − (1 − first)·(1 − second)·colour.
            let share = colour(y, x)
            let missing = (first + second - first * second) * share + (one - share)
            let weight = zero.replacing(with: a.larger(b), where: (isLast ? tail : one) .> zero)
            row.weights = row.weights + weight
            row.missing = row.missing + zero.replacing(with: weight * missing, where: weight .> zero)
            if isLast {
              sums.weights += Double(row.weights.sum())
              sums.missing += Double(row.missing.sum())
              row = (zero, zero)
            }
          }
        }
      }
    }
    return sums.weights > 0 ? 1 - sums.missing / sums.weights : 1
  }
}
