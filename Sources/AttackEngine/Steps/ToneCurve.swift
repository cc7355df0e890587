import Raster

/// A curve from 8-bit values to 8-bit values, the same for R, G and B.
struct ToneCurve: Sendable {
  private let table: [UInt16]

  /// Tabulates a curve on 0…255, rounded and clipped.
  init(_ curve: (Double) -> Double) {
    table = (0..<256).map { UInt16(min(max(curve(Double($0)).rounded(), 0), 255)) }
  }

  /// The image with each sample replaced.
  /// - Precondition: 8 bits.
  /// - Complexity: O(width · height)
  func applied(to image: RGBImage) -> RGBImage {
    precondition(image.bitDepth == 8)
    func mapped(_ plane: Plane<UInt16>) -> Plane<UInt16> {
      table.withUnsafeBufferPointer { table in plane.map { table[Int(min($0, 255))] } }
    }
    return RGBImage(red: mapped(image.red), green: mapped(image.green), blue: mapped(image.blue), bitDepth: 8)
  }
}

/// Tunes the parameter of a tone curve; the start itself is returned where no curve scores higher.
func tunedCurve(
  _ search: LumaSearch, grid: [Double], finest: Double, identity: Double, name: String,
  curve: (Double) -> ToneCurve
) throws(AttackError) -> AttackOutcome {
  let start = search.problem.start
  let startScore = try search.score(start)
  let best = try AmountTuner(coarse: grid, finest: finest).maximise { amount throws(AttackError) in
    amount == identity ? startScore : try search.score(curve(amount).applied(to: start))
  }
  guard best.score > startScore else { return AttackOutcome(image: start, chosen: [name: identity]) }
  return AttackOutcome(image: curve(best.amount).applied(to: start), chosen: [name: best.amount])
}
