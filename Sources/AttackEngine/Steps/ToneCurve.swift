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

/// Tunes the parameter of a tone curve, 1 changing nothing, between `least` and `most` to steps of `finest`; the start
/// itself is returned where no curve scores higher.
/// - Parameter first: what is tried first.
func tunedCurve(
  _ search: LumaSearch, _ values: ParameterValues, first: [Double], name: String, curve: (Double) -> ToneCurve
) throws(AttackError) -> AttackOutcome {
  let start = search.problem.start
  let startScore = try search.score(start)
  let tuner = AmountTuner(coarse: values.grid(first, identity: 1), finest: values["finest"])
  let best = try tuner.maximise { amount throws(AttackError) in
    amount == 1 ? startScore : try search.score(curve(amount).applied(to: start))
  }
  guard best.score > startScore else { return AttackOutcome(image: start, chosen: [name: 1]) }
  return AttackOutcome(image: curve(best.amount).applied(to: start), chosen: [name: best.amount])
}
