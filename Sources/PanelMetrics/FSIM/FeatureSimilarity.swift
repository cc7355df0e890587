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

  private let referenceCongruency: [Float]
  private let referenceGradient: [Float]

  /// Computes the reference's phase congruency and gradient.
  /// - Parameter plane: luma 0…255, reduced to about 256 samples a side.
  init(_ plane: Plane<Float>) {
    congruency = PhaseCongruency.ofSize(width: plane.width, height: plane.height)
    referenceCongruency = congruency.map(plane)
    referenceGradient = GradientOperator.scharr.lengths(
      PaddedPlane(plane, margin: 1), rowLength: congruency.rowLength)
  }

  /// The score of a distorted plane.
  /// - Parameter colour: the factor of colour of eight positions, given their row and column.
  /// - Complexity: O(n · log n) for n samples
  @inline(__always)
  func score(_ plane: Plane<Float>, colour: (_ y: Int, _ x: Int) -> Vector) -> Double {
    let map = congruency.map(plane)
    let padded = PaddedPlane(plane, margin: 1)
    let one = Vector(repeating: 1)
    let zero = Vector(repeating: 0)
    let length = congruency.rowLength
    let mask = RowMask<Float>(width: plane.width)
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    withPointers(map, referenceCongruency, referenceGradient) { map, congruency, magnitudes in
      GradientOperator.scharr.forEachGroup(padded) { y, x, gradient in
        let index = y &* length &+ x
        let (a, b) = (congruency.lanes(index), map.lanes(index))
        let first = dissimilarity(a, b, Self.congruencyConstant)
        let second = dissimilarity(magnitudes.lanes(index), norm(gradient), Self.gradientConstant)
        // 1 − (1 − first)·(1 − second)·colour.
        let share = colour(y, x)
        let missing = (first + second - first * second) * share + (one - share)
        let weight = zero.replacing(with: a.larger(b), where: mask(x) .> zero)
        row.0 = row.0 + weight
        row.1 = row.1 + zero.replacing(with: weight * missing, where: weight .> zero)
        if mask.isLast(x) { endRow(&row, into: &totals) }
      }
    }
    return totals.0 > 0 ? 1 - totals.1 / totals.0 : 1
  }
}
