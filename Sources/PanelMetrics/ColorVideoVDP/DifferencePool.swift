import Glibc

/// Masks a band's differences and pools them: the root of the mean square of D (see `MaskedBand`).
///
/// Squares are summed in Float along a row and in Double over the rows.
struct DifferencePool {
  // From cvvdp_parameters.json of 0.5.7: `mask_p`, `mask_q`, `d_max`, `xcm_weights`.
  private static let differencePower = SafePower(2.264_355_182_647_705)
  private static let maskPowers = [1.302_622_675_895_691, 2.888_590_812_683_105_5, 3.680_771_350_860_595_7].map {
    SafePower($0)
  }
  /// Binary logarithms of what a channel (row) masks in each channel (column).
  private static let masking: [SIMD3<Double>] = [
    SIMD3(-0.189_501_047_134_399_41, -5.962_151_050_567_627, -4.318_346_023_559_57),
    SIMD3(2.565_559_387_207_031_2, 0.344_067_126_512_527_47, -2.719_646_453_857_422),
    SIMD3(3.811_837_196_350_097_7, -1.005_170_583_724_975_6, -0.519_337_654_113_769_5),
  ]
  /// 10 to the power of `d_max`: what differences approach.
  private static let largest = Float(pow(10, 2.564_245_462_417_602_5))

  private let layout: PlaneStack.Layout
  private let mask: RowMask<Float>
  private let weights: [SIMD3<Float>]
  private var sums = SIMD3<Double>.zero

  /// An empty pool for a band of this size.
  init(_ layout: PlaneStack.Layout) {
    self.layout = layout
    mask = RowMask(width: layout.width)
    weights = Self.masking.map { SIMD3(Float(exp2($0.x)), Float(exp2($0.y)), Float(exp2($0.z))) }
  }

  /// Adds one row of all three channels.
  /// - Parameter spacing: elements from one channel's row to the next one's, of masks and of differences.
  @inline(__always)
  mutating func addRow(_ masks: UnsafePointer<Float>, _ differences: UnsafePointer<Float>, _ spacing: Int) {
    let (first, second, third) = (Self.maskPowers[0], Self.maskPowers[1], Self.maskPowers[2])
    let power = Self.differencePower
    let (a, b, c) = (weights[0], weights[1], weights[2])

    var row: (Vector, Vector, Vector) = (.zero, .zero, .zero)
    for x in registers(layout.width) {
      let m0 = first(masks.lanes(x))
      let m1 = second(masks.lanes(spacing &+ x))
      let m2 = third(masks.lanes(2 &* spacing &+ x))
      let inside = mask(x)
      let d0 = power(differences.lanes(x)) * inside
      let d1 = power(differences.lanes(spacing &+ x)) * inside
      let d2 = power(differences.lanes(2 &* spacing &+ x)) * inside
      row.0 += Self.square(d0, m0, m1, m2, a.x, b.x, c.x)
      row.1 += Self.square(d1, m0, m1, m2, a.y, b.y, c.y)
      row.2 += Self.square(d2, m0, m1, m2, a.z, b.z, c.z)
    }
    sums += SIMD3(Double(row.0.sum()), Double(row.1.sum()), Double(row.2.sum()))
  }

  /// The safe square of a difference that is masked and limited.
  @inline(__always)
  private static func square(
    _ difference: Vector, _ m0: Vector, _ m1: Vector, _ m2: Vector, _ w0: Float, _ w1: Float, _ w2: Float
  ) -> Vector {
    let mask = Vector(repeating: 1).addingProduct(m0, Vector(repeating: w0)).addingProduct(m1, Vector(repeating: w1))
      .addingProduct(m2, Vector(repeating: w2))
    let limit = Vector(repeating: largest)
    let seen = limit * difference / difference.addingProduct(mask, limit)
    return seen * (seen + Vector(repeating: 2 * SafePower.epsilon))
  }

  /// The root of the mean square in each channel.
  var rootMeanSquares: SIMD3<Double> {
    SafePower.roots(sums / Double(layout.width * layout.height))
  }
}
