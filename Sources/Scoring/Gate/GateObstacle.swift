import AuditRecord
import Glibc

/// Why two builds could not be compared at all.
func gateObstacle(_ pictures: [GatePicture], header: GateHeader) -> GateObstacle {
  let usable = pictures.filter { $0.scored != nil && $0.failure == nil }
  for side in GateSide.allCases where !usable.contains(where: { $0.side == side }) { return .noPicture(of: side) }
  let sizes = Dictionary(grouping: usable, by: \.image).values.compactMap(SideSizes.init)
  guard header.bitsKnown, let gap = median(sizes.map(\.gap)) else { return .nothingInCommon }
  func most(_ side: GateSide) -> Int { sizes.map { Set($0.bits(side)).count }.max() ?? 0 }
  let (old, new) = (most(.baseline), most(.candidate))
  guard max(old, new) < RateCurve.leastRates, max(old, new) > 1 else {
    return .sizesApart(percent: 100 * (exp(gap) - 1), oneRateEach: max(old, new) == 1)
  }
  // The side that lacks fewest; of equals the candidate, which is at hand.
  let (side, other): (GateSide, GateSide) = old > new ? (.baseline, .candidate) : (.candidate, .baseline)
  func rates(_ side: GateSide) -> Set<RateName> { Set(usable.filter { $0.side == side }.map(\.rate)) }
  func size(_ end: ([Double]) -> Double?) -> Double { exp(median(sizes.compactMap { end($0.bits(other)) }) ?? 0) }
  return .tooFewRates(
    GateMissingRates(
      baseline: old, candidate: new, side: side, more: RateCurve.leastRates - max(old, new),
      smallest: size { $0.min() }, largest: size { $0.max() },
      rates: rates(other).subtracting(rates(side)).sorted(by: RateName.inOrder)))
}

/// The logarithms of the sizes of an image's pictures on both sides.
private struct SideSizes {
  private let sizes: [GateSide: [Double]]

  /// Nil where one side has no picture with a size.
  init?(_ pictures: [GatePicture]) {
    var sizes: [GateSide: [Double]] = [:]
    for picture in pictures {
      guard let bytes = picture.bytes, bytes > 0 else { continue }
      sizes[picture.side, default: []].append(log(Double(bytes)))
    }
    guard GateSide.allCases.allSatisfy({ sizes[$0] != nil }) else { return nil }
    self.sizes = sizes
  }

  func bits(_ side: GateSide) -> [Double] { sizes[side] ?? [] }

  /// The mean logarithm of the candidate's sizes minus the baseline's.
  var gap: Double { (arithmeticMean(bits(.candidate)) ?? 0) - (arithmeticMean(bits(.baseline)) ?? 0) }
}
