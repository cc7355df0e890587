import AuditRecord

/// Changes from baseline to candidate at equal bits.
public struct GateComparison: Sendable {
  /// Changes per image and rate, sorted by image, in the header's order of rates.
  public let changes: [GateChange]
  /// Changes per image, the mean over its rates.
  public let imageChanges: [GateChange]
  /// Pictures that have nothing to be compared with: no partner, or bits that the other side's curve does not reach.
  public let leftOut: Int
  /// Where reading between rates may be off most; nil where nothing was read between rates.
  public let widestGap: GateRateGap?
  /// Curves whose score falls as the size rises.
  public let unsteady: [GateUnsteadyCurve]
}

/// Compares two builds at equal bits.
///
/// Where sizes are known, each picture is held against the other side's curve (`RateCurve`) at the picture's own size: the
/// candidate's against the baseline's curve and the baseline's against the candidate's, each where that curve has three rates
/// or more. A rate's change is the mean of what can be read, so that swapping the sides negates every change. Pictures of equal
/// size are compared directly, and so is everything when sizes are unknown. Where no curve can be read, sizes that differ by
/// more than `sizeTolerance` leave the pictures uncompared, for a gain may be paid for in bits. Nothing is extrapolated.
///
/// A panel member is read on each ladder by itself, and changes on a ladder are compared on that ladder. Those count on which
/// both pictures can be read; where there is none, the change is a bound.
public func gateChanges(_ pictures: [GatePicture], header: GateHeader) -> GateComparison {
  let order = Dictionary(header.rates.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  var changes: [GateChange] = []
  var imageChanges: [GateChange] = []
  var unsteady: [GateUnsteadyCurve] = []
  var gaps = GateRateGaps()
  var leftOut = 0
  for (image, own) in Dictionary(grouping: pictures, by: \.image).sorted(by: { $0.key < $1.key }) {
    let usable = own.filter { $0.scored != nil && $0.failure == nil }
    leftOut += own.count - usable.count
    let baseline = SideCurves(usable, side: .baseline, header: header)
    let candidate = SideCurves(usable, side: .candidate, header: header)
    unsteady += [baseline, candidate].flatMap { $0.unsteady(image: image, limit: header.bands.metricRise) }
    let rates = Set(usable.map(\.rate)).sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
    var found: [GateChange] = []
    for rate in rates {
      guard let moved = change(at: rate, from: baseline, to: candidate, gaps: &gaps) else {
        leftOut += usable.count { $0.rate == rate }
        continue
      }
      found.append(gateChange(image: image, rate: rate, moved: moved, header: header))
    }
    changes += found
    if let mean = meanChange(of: found, image: image) { imageChanges.append(mean) }
  }
  return GateComparison(
    changes: changes, imageChanges: imageChanges, leftOut: leftOut, widestGap: gaps.widest, unsteady: unsteady)
}

/// How far the logarithms of two sizes may differ where no curve can make them equal: 0.2 % of size moved VMAF NEG by 0.05
/// points at most (the median over images on the steepest of the null corpus' 59 builds), half of what counts as a rise.
let sizeTolerance = 0.002

/// The change per value at one rate; nil when the sides cannot be compared there.
private func change(
  at rate: RateName, from baseline: SideCurves, to candidate: SideCurves, gaps: inout GateRateGaps
) -> [Voice: OpenChange]? {
  let old = baseline.point(at: rate)
  let new = candidate.point(at: rate)
  func direct(within tolerance: Double?) -> [Voice: OpenChange]? {
    guard let old, let new else { return nil }
    if let tolerance, let a = old.bits, let b = new.bits, abs(a - b) > tolerance { return nil }
    return difference(new.values) { old.values[$0].map { RateCurve.Reading(value: $0, allowance: 0, between: nil) } }
  }
  if let same = direct(within: 0) { return same[.audited] == nil ? nil : same }
  var terms: [[Voice: OpenChange]] = []
  if let new, let bits = new.bits {
    let read = baseline.values(at: bits)
    gaps.add(read[.audited], side: .baseline)
    terms.append(difference(new.values) { read[$0] })
  }
  if let old, let bits = old.bits {
    let read = candidate.values(at: bits)
    gaps.add(read[.audited], side: .candidate)
    // The candidate's curve less the baseline's picture: the mirror of the first.
    terms.append(
      difference(old.values) { read[$0] }.mapValues {
        OpenChange(known: $0.known.negated, allowed: $0.allowed.negated)
      })
  }
  if terms.allSatisfy({ $0[.audited] == nil }) { return direct(within: sizeTolerance) }
  return Dictionary(grouping: terms.flatMap { $0 }, by: \.key).compactMapValues {
    OpenChange.combine($0.map(\.value), arithmeticMean)
  }
}

/// A side's picture less what the other side's curve has at its size. The curve errs to below, so the difference may be
/// smaller by the whole allowance, and larger by a part of it.
private func difference(
  _ picture: [Voice: BoundedValue], _ curve: (Voice) -> RateCurve.Reading?
) -> [Voice: OpenChange] {
  var result: [Voice: OpenChange] = [:]
  for (voice, value) in picture {
    guard let read = curve(voice), let known = value.change(from: read.value) else { continue }
    result[voice] = OpenChange(
      known: known,
      allowed: BoundedValue(
        known.value, lowest: known.value - read.allowance,
        highest: known.value + RateCurve.shareAbove * read.allowance))
  }
  return result
}

private func gateChange(image: String, rate: RateName?, moved: [Voice: OpenChange], header: GateHeader) -> GateChange {
  var onLadders: [String: [OpenChange]] = [:]
  for case (.member(let id, _), let change) in moved { onLadders[id, default: []].append(change) }
  let members = onLadders.compactMapValues { changes in
    let known = changes.filter { $0.known.isKnown }
    return OpenChange.combine(known.isEmpty ? changes : known, balancedMedian)
  }
  let groups = header.run.votes.compactMapValues { ids in
    OpenChange.combine(ids.compactMap { members[$0] }, balancedMedian)
  }
  var allowances: [GateQuantity: GateAllowance] = [:]
  allowances[.metric] = moved[.audited]?.allowance
  for (group, change) in groups { allowances[.group(group)] = change.allowance }
  let bounds = groups.compactMapValues { $0.known.isKnown ? nil : GateBounds($0.known) }
  return GateChange(
    image: image, rate: rate, metric: moved[.audited]?.known.value ?? 0, members: members.mapValues(\.known.value),
    groups: groups.mapValues(\.known.value), allowances: allowances.isEmpty ? nil : allowances,
    bounds: bounds.isEmpty ? nil : bounds)
}

/// An image's change over its rates: the mean per group of the rates at which the group can tell.
private func meanChange(of changes: [GateChange], image: String) -> GateChange? {
  guard let metric = arithmeticMean(changes.map(\.metric)) else { return nil }
  func means<Key: Hashable>(_ values: (GateChange) -> [Key: Double]) -> [Key: Double] {
    Dictionary(grouping: changes.flatMap { values($0) }, by: \.key).compactMapValues { arithmeticMean($0.map(\.value)) }
  }
  var groups: [PanelGroup: Double] = [:]
  var allowances: [GateQuantity: GateAllowance] = [:]
  var bounds: [PanelGroup: GateBounds] = [:]
  allowances[.metric] = GateAllowance(meanOf: changes, .metric)
  for group in PanelGroup.allCases {
    let own = GateChange.telling(of: group, changes, arithmeticMean)
    guard let known = BoundedValue.combine(own.compactMap { $0.known(group) }, arithmeticMean) else { continue }
    groups[group] = known.value
    if !known.isKnown { bounds[group] = GateBounds(known) }
    allowances[.group(group)] = GateAllowance(meanOf: own, .group(group))
  }
  return GateChange(
    image: image, rate: nil, metric: metric, members: means(\.members), groups: groups,
    allowances: allowances.isEmpty ? nil : allowances, bounds: bounds.isEmpty ? nil : bounds)
}

extension GateBounds {
  fileprivate init(_ value: BoundedValue) {
    self.init(
      lowest: value.lowest.isFinite ? value.lowest : nil, highest: value.highest.isFinite ? value.highest : nil)
  }
}
