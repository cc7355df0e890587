/// Maps values to positions in a drawing.
struct Axis {
  /// The value at the axis' beginning.
  var from: Double
  /// The value at its end; may be smaller than `from`.
  var to: Double
  /// The position of `from`.
  var start: Double
  /// The position of `to`.
  var end: Double

  /// The position of a value, kept on the axis.
  func position(_ value: Double) -> Double {
    guard from != to else { return (start + end) / 2 }
    let fraction = (value - from) / (to - from)
    return start + min(max(fraction, 0), 1) * (end - start)
  }

  /// Round numbers within the axis, about `count` of them.
  func ticks(_ count: Int) -> [Double] {
    let low = min(from, to)
    let high = max(from, to)
    guard high > low, count > 0, (high - low).isFinite else { return [low] }
    let rough = (high - low) / Double(count)
    var step = 1.0
    while step > rough { step /= 10 }
    while step * 10 <= rough { step *= 10 }
    step *= rough / step >= 5 ? 5 : rough / step >= 2 ? 2 : 1
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard last >= first, last - first < 1000 else { return [low, high] }
    // Dividing by a whole number rounds once: 19 / 20 is 0.95, 19 · 0.05 is not.
    let inverse = (1 / step).rounded()
    return (0...Int(last - first)).map { step < 1 ? (first + Double($0)) / inverse : (first + Double($0)) * step }
  }

  /// The smallest axis over values, widened by a twentieth at each end.
  static func over(_ values: [Double], start: Double, end: Double) -> Axis {
    let finite = values.filter { $0.isFinite }
    let low = finite.min() ?? 0
    let high = finite.max() ?? 1
    let margin = high > low ? (high - low) / 20 : max(abs(high), 1) / 20
    return Axis(from: low - margin, to: high + margin, start: start, end: end)
  }
}
