import AuditRecord

/// One image's value over log size on one side of a gate: a monotone cubic through its rates.
///
/// Codecs' curves are concave: the straight line between two rates lies below them. With two rates the curve is its chord, and
/// what is read there errs by −1.3 points of VMAF NEG in the median and by −3.5 at 95 %; with three it errs by −0.13 to −0.20,
/// and |cubic − chord| covers the error in 91 to 100 % (docs/gate.md, "Reading between rates"). So fewer than three rates are
/// not read between, and the distance from the chord is how far the curve may lie too low.
struct RateCurve {
  /// The fewest rates between which a value is read.
  static let leastRates = 3

  /// The share of that distance by which it may lie too high: between rates far apart the cubic overshoots now and then.
  /// JPEG and WebP against themselves at other rates, three or more on a side, are 20 findings of 464 without it, and none with
  /// a third or a half (six photographs, docs/gate.md).
  static let shareAbove = 0.5

  /// A rate.
  struct Knot {
    /// The logarithm of the size.
    let bits: Double
    /// The first of the rates that have this size.
    let rate: RateName
    let value: BoundedValue
  }

  /// What was read.
  struct Reading {
    let value: BoundedValue
    /// |cubic − chord|: 0 at a rate of the very size.
    let allowance: Double
    /// The rates beside it; nil at a rate of the very size.
    let between: (lower: Knot, upper: Knot)?
  }

  private let knots: [Knot]
  private let cubic: MonotoneCubic?

  /// - Parameter points: In any order; those of one size are joined at their mean.
  init(_ points: [Knot]) {
    let sorted = points.sorted { ($0.bits, $0.value.value) < ($1.bits, $1.value.value) }
    var knots: [Knot] = []
    var index = 0
    while index < sorted.count {
      let same = sorted[index...].prefix { $0.bits == sorted[index].bits }
      let mean = BoundedValue.combine(same.map(\.value), arithmeticMean)
      knots.append(Knot(bits: sorted[index].bits, rate: sorted[index].rate, value: mean ?? sorted[index].value))
      index += same.count
    }
    self.knots = knots
    cubic =
      knots.count < Self.leastRates ? nil : MonotoneCubic(x: knots.map(\.bits), y: knots.map(\.value.value))
  }

  /// The value at a size. Nothing is extrapolated; between knots that are bounds it is one too, as far as they are near.
  func value(at bits: Double) -> Reading? {
    if let same = knots.first(where: { $0.bits == bits }) {
      return Reading(value: same.value, allowance: 0, between: nil)
    }
    guard let cubic, let value = cubic.value(at: bits), let chord = cubic.chord(at: bits) else { return nil }
    let index = cubic.interval(of: bits)
    let (lower, upper) = (knots[index], knots[index + 1])
    let share = (bits - lower.bits) / (upper.bits - lower.bits)
    func open(_ end: (BoundedValue) -> Double) -> Double {
      // Not by weights alone: 0 times an open end is no number.
      let (a, b) = (end(lower.value) - lower.value.value, end(upper.value) - upper.value.value)
      return (a == 0 ? 0 : (1 - share) * a) + (b == 0 ? 0 : share * b)
    }
    return Reading(
      value: BoundedValue(value, lowest: value + open(\.lowest), highest: value + open(\.highest)),
      allowance: abs(value - chord), between: (lower, upper))
  }
}

/// The mean.
/// - Returns: nil for no values.
func arithmeticMean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
}
