import AuditRecord
import Glibc

/// Changes from baseline to candidate at equal bits.
public struct GateComparison: Sendable {
  /// Changes per image and rate, sorted by image, in the header's order of rates.
  public let changes: [GateChange]
  /// Changes per image, the mean over its rates.
  public let imageChanges: [GateChange]
  /// Pictures that have nothing to be compared with: no partner, or bits that the other side's curve does not reach.
  public let leftOut: Int
}

/// Compares two builds at equal bits.
///
/// Where sizes are known and a side has several rates, each picture is held against the other side's curve (monotone
/// cubic over log bytes) at the picture's own size: the candidate's against the baseline's curve and the baseline's
/// against the candidate's. A rate's change is the mean of the two, so that swapping the sides negates every change.
/// Pictures of equal size are compared directly, and so is everything when sizes are unknown. Where each side has one rate
/// only, there is no curve to read: sizes that differ by more than `sizeTolerance` leave the pictures uncompared, for a
/// gain may be paid for in bits. Nothing is extrapolated.
///
/// A panel member counts where its implied score is known exactly on both sides: at the end of a ladder a change is
/// hidden, not absent.
public func gateChanges(_ pictures: [GatePicture], header: GateHeader) -> GateComparison {
  let order = Dictionary(header.rates.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  var changes: [GateChange] = []
  var imageChanges: [GateChange] = []
  var leftOut = 0
  for (image, own) in Dictionary(grouping: pictures, by: \.image).sorted(by: { $0.key < $1.key }) {
    let usable = own.filter { $0.scored != nil && $0.failure == nil }
    leftOut += own.count - usable.count
    let baseline = SideCurves(usable.filter { $0.side == .baseline }, header: header)
    let candidate = SideCurves(usable.filter { $0.side == .candidate }, header: header)
    let rates = Set(usable.map(\.rate)).sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
    var found: [GateChange] = []
    for rate in rates {
      guard let values = change(at: rate, from: baseline, to: candidate) else {
        leftOut += usable.count { $0.rate == rate }
        continue
      }
      found.append(gateChange(image: image, rate: rate, values: values, header: header))
    }
    changes += found
    if let mean = meanChange(of: found, image: image, header: header) { imageChanges.append(mean) }
  }
  return GateComparison(changes: changes, imageChanges: imageChanges, leftOut: leftOut)
}

/// How far the logarithms of two sizes may differ where no curve can make them equal: 0.2 % of size moved VMAF NEG by 0.05
/// points at most (the median over images on the steepest of the null corpus' 59 builds), half of what counts as a rise.
let sizeTolerance = 0.002

/// Who has a value of a picture: the audited metric, or a member of the panel by its id.
private enum Voice: Hashable {
  case audited
  case member(String)
}

/// One image's pictures of one side, as oriented values over log size.
private struct SideCurves {
  struct Point {
    var rate: RateName
    var bits: Double?
    var values: [Voice: Double]
  }

  let points: [Point]
  private let curves: [Voice: MonotoneCubic]

  init(_ pictures: [GatePicture], header: GateHeader) {
    let sign = header.run.metric.orientation
    points = pictures.compactMap { picture in
      guard let scored = picture.scored, scored.score.isFinite else { return nil }
      var values = [Voice.audited: sign * scored.score]
      for reading in picture.readings {
        guard let implied = reading.middle else { continue }
        values[.member(reading.id)] = sign * implied
      }
      let bits = picture.bytes.flatMap { $0 > 0 ? log(Double($0)) : nil }
      return Point(rate: picture.rate, bits: header.bitsKnown ? bits : nil, values: values)
    }
    let sized = points.filter { $0.bits != nil }.sorted { ($0.bits ?? 0) < ($1.bits ?? 0) }
    var curves: [Voice: MonotoneCubic] = [:]
    for voice in Set(sized.flatMap(\.values.keys)) {
      let knots = sized.compactMap { point in point.values[voice].map { (point.bits ?? 0, $0) } }
      curves[voice] = MonotoneCubic(x: knots.map(\.0), y: knots.map(\.1))
    }
    self.curves = curves
  }

  func point(at rate: RateName) -> Point? { points.first { $0.rate == rate } }

  /// The values that this side has at `bits`; those that its curves do not reach are absent.
  func values(at bits: Double) -> [Voice: Double] {
    // A picture of the very size needs no curve, which two pictures of one size would not have.
    if let same = points.first(where: { $0.bits == bits }) { return same.values }
    return curves.compactMapValues { $0.value(at: bits) }
  }
}

/// The change per value at one rate; nil when the sides cannot be compared there.
private func change(at rate: RateName, from baseline: SideCurves, to candidate: SideCurves) -> [Voice: Double]? {
  let old = baseline.point(at: rate)
  let new = candidate.point(at: rate)
  let single = baseline.points.count == 1 && candidate.points.count == 1
  func areEqual(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return true }
    return a == b || single && abs(a - b) <= sizeTolerance
  }
  var terms: [[Voice: Double]] = []
  if let old, let new, areEqual(old.bits, new.bits) {
    terms = [difference(new.values, old.values)]
  } else {
    if let new, let bits = new.bits { terms.append(difference(new.values, baseline.values(at: bits))) }
    if let old, let bits = old.bits { terms.append(difference(candidate.values(at: bits), old.values)) }
  }
  let mean = meanValues(terms)
  return mean[.audited] == nil ? nil : mean
}

private func difference(_ new: [Voice: Double], _ old: [Voice: Double]) -> [Voice: Double] {
  var result: [Voice: Double] = [:]
  for (key, value) in new {
    if let before = old[key] { result[key] = value - before }
  }
  return result
}

/// The mean per key over the dictionaries that hold it.
private func meanValues<Key>(_ values: [[Key: Double]]) -> [Key: Double] {
  var sums: [Key: (total: Double, count: Int)] = [:]
  for entry in values {
    for (key, value) in entry {
      let sum = sums[key] ?? (0, 0)
      sums[key] = (sum.total + value, sum.count + 1)
    }
  }
  return sums.mapValues { $0.total / Double($0.count) }
}

private func gateChange(image: String, rate: RateName?, values: [Voice: Double], header: GateHeader) -> GateChange {
  var members: [String: Double] = [:]
  for case (.member(let id), let value) in values { members[id] = value }
  return GateChange(
    image: image, rate: rate, metric: values[.audited] ?? 0, members: members,
    groups: header.run.votes.compactMapValues { ids in median(ids.compactMap { members[$0] }) })
}

/// An image's change over its rates: the mean per group of the rates at which the group can tell.
private func meanChange(of changes: [GateChange], image: String, header: GateHeader) -> GateChange? {
  guard !changes.isEmpty else { return nil }
  return GateChange(
    image: image, rate: nil, metric: changes.map(\.metric).reduce(0, +) / Double(changes.count),
    members: meanValues(changes.map(\.members)), groups: meanValues(changes.map(\.groups)))
}
