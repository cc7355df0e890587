import AuditRecord
import Glibc

/// Why two builds could not be compared at all.
func gateObstacle(_ pictures: [GatePicture], header: GateHeader) -> GateObstacle {
  let usable = pictures.filter { $0.scored != nil && $0.failure == nil }
  for side in GateSide.allCases where !usable.contains(where: { $0.side == side }) { return .noPicture(of: side) }
  let gaps = Dictionary(grouping: usable, by: \.image).values.compactMap(SizeGap.init)
  guard header.bitsKnown, let gap = median(gaps.map(\.logarithm)) else { return .nothingInCommon }
  return .sizesApart(percent: 100 * (exp(gap) - 1), oneRateEach: gaps.allSatisfy(\.isSingle))
}

/// How the sizes of an image's pictures differ between the sides.
private struct SizeGap {
  /// The mean logarithm of the candidate's sizes minus the baseline's.
  let logarithm: Double
  /// Whether each side has one picture only.
  let isSingle: Bool

  /// Nil where one side has no picture with a size.
  init?(_ pictures: [GatePicture]) {
    func sizes(_ side: GateSide) -> [Double] {
      pictures.filter { $0.side == side }.compactMap { $0.bytes.flatMap { $0 > 0 ? log(Double($0)) : nil } }
    }
    let (old, new) = (sizes(.baseline), sizes(.candidate))
    guard !old.isEmpty, !new.isEmpty else { return nil }
    logarithm = new.reduce(0, +) / Double(new.count) - old.reduce(0, +) / Double(old.count)
    isSingle = old.count == 1 && new.count == 1
  }
}
