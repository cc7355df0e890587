import AuditRecord
import Glibc

/// Who has a value of a picture: the audited metric, or a member of the panel by its id on a ladder.
enum Voice: Hashable {
  case audited
  case member(String, ladder: String)
}

/// A change with what is open about it: by the ladders' bounds, and by reading between rates.
struct OpenChange {
  var known: BoundedValue
  var allowed: BoundedValue

  /// A statistic of changes. Where their bounds leave everything open, those that are known speak alone; nil where none is.
  static func combine(_ changes: [OpenChange], _ statistic: ([Double]) -> Double?) -> OpenChange? {
    guard let all = joined(changes, statistic), !all.known.isTelling else { return joined(changes, statistic) }
    return joined(changes.filter(\.known.isKnown), statistic)
  }

  private static func joined(_ changes: [OpenChange], _ statistic: ([Double]) -> Double?) -> OpenChange? {
    guard let known = BoundedValue.combine(changes.map(\.known), statistic),
      let allowed = BoundedValue.combine(changes.map(\.allowed), statistic)
    else { return nil }
    return OpenChange(known: known, allowed: allowed)
  }

  var allowance: GateAllowance? {
    allowed.isKnown
      ? nil : GateAllowance(below: allowed.value - allowed.lowest, above: allowed.highest - allowed.value)
  }
}

/// One image's pictures of one side, as oriented values over log size.
struct SideCurves {
  struct Point {
    var rate: RateName
    var bits: Double?
    var values: [Voice: BoundedValue]
  }

  let side: GateSide
  let points: [Point]
  private let curves: [Voice: RateCurve]

  init(_ pictures: [GatePicture], side: GateSide, header: GateHeader) {
    self.side = side
    let metric = header.run.metric
    points = pictures.filter { $0.side == side }.compactMap { picture in
      guard let scored = picture.scored, scored.score.isFinite else { return nil }
      var values = [Voice.audited: BoundedValue(metric.orientation * scored.score)]
      for reading in picture.readings {
        for (ladder, implied) in reading.impliedByLadder {
          values[.member(reading.id, ladder: ladder)] = implied.oriented(for: metric)
        }
      }
      let bits = picture.bytes.flatMap { $0 > 0 ? log(Double($0)) : nil }
      return Point(rate: picture.rate, bits: header.bitsKnown ? bits : nil, values: values)
    }
    var knots: [Voice: [RateCurve.Knot]] = [:]
    for point in points {
      guard let bits = point.bits else { continue }
      for (voice, value) in point.values {
        knots[voice, default: []].append(RateCurve.Knot(bits: bits, rate: point.rate, value: value))
      }
    }
    curves = knots.mapValues(RateCurve.init)
  }

  func point(at rate: RateName) -> Point? { points.first { $0.rate == rate } }

  /// The values that this side has at `bits`; those that its curves do not reach are absent.
  func values(at bits: Double) -> [Voice: RateCurve.Reading] { curves.compactMapValues { $0.value(at: bits) } }

  /// Neighbouring rates at which the score falls by more than what counts.
  func unsteady(image: String, limit: Double) -> [GateUnsteadyCurve] {
    let sized = points.compactMap { point in
      point.bits.flatMap { bits in point.values[.audited].map { (bits: bits, score: $0.value, rate: point.rate) } }
    }.sorted { ($0.bits, $1.score) < ($1.bits, $0.score) }
    return zip(sized, sized.dropFirst()).filter { $1.score < $0.score - limit }.map {
      GateUnsteadyCurve(image: image, side: side, from: $0.rate, to: $1.rate)
    }
  }
}
