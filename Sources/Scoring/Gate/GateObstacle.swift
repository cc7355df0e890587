import AuditRecord
import Glibc

/// Why two builds could not be compared at all, and what would help: a clause for a release manager.
func gateObstacle(_ pictures: [GatePicture], header: GateHeader) -> String {
  let usable = pictures.filter { $0.scored != nil && $0.failure == nil }
  for side in GateSide.allCases where !usable.contains(where: { $0.side == side }) {
    return "the \(side.rawValue) has no picture that could be used"
  }
  let nothing = "nothing could be compared at equal bits"
  let gaps = Dictionary(grouping: usable, by: \.image).values.compactMap(SizeGap.init)
  guard header.bitsKnown, let gap = median(gaps.map(\.logarithm)) else {
    return "\(nothing): baseline and candidate have no image and rate in common"
  }
  let percent = 100 * abs(exp(gap) - 1)
  let moved = "the candidate's files are \(oneDecimal(percent)) % \(gap > 0 ? "larger" : "smaller")"
  if gaps.allSatisfy(\.isSingle) {
    return "\(nothing): \(moved) and each side has one rate only, so better pictures may be bought with bits; "
      + "give one side a second rate"
  }
  return
    "\(nothing): \(moved), and no size of one side lies between two of the other's; give rates that overlap in size"
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

private func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
