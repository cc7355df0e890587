import Glibc

/// What Butteraugli says of a pair: two ways of pooling one map.
struct ButteraugliDistances: Sendable, Equatable {
  /// The largest value of the map.
  let maximum: Double
  /// The mean of the map's 3-, 6- and 12-norm.
  let threeNorm: Double

  /// What multiplies the weight of plain differences of UHF and HF, and divides the weight of one-sided ones: the
  /// program's value.
  static let asymmetry = 0.8
  /// 1 over 17.8 · ln 80 / ln 255: makes 1 the distance that is just noticed.
  static let scale = Float(1 / (17.8 * 0.790_799_174_04))
}

/// Largest value and sums of powers of a map.
struct MapPool {
  private let layout: PlaneStack.Layout
  private var largest = Vector(repeating: 0)
  private var thirds = SIMD8<Double>(repeating: 0)
  private var sixths = SIMD8<Double>(repeating: 0)
  private var twelfths = SIMD8<Double>(repeating: 0)
  private let mask: RowMask<Float>

  init(_ layout: PlaneStack.Layout) {
    self.layout = layout
    mask = RowMask(width: layout.width)
  }

  /// Takes the map's register that begins in column `x`; lanes past the row's end are left out.
  @inline(__always)
  mutating func add(_ distances: Vector, _ x: Int) {
    // Replaced, not multiplied by 0: what lies past a row's end need not be a number.
    let zero = Vector(repeating: 0)
    let inside = mask.isLast(x) ? zero.replacing(with: distances, where: mask(x) .> zero) : distances
    largest = largest.larger(inside)
    let value = SIMD8<Double>(inside)
    let third = value * value * value
    thirds += third
    let sixth = third * third
    sixths += sixth
    twelfths += sixth * sixth
  }

  /// The pooled values.
  var distances: ButteraugliDistances {
    let count = Double(layout.width * layout.height)
    let norms =
      pow(thirds.sum() / count, 1.0 / 3) + pow(sixths.sum() / count, 1.0 / 6) + pow(twelfths.sum() / count, 1.0 / 12)
    return ButteraugliDistances(maximum: Double(largest.max()), threeNorm: norms / 3)
  }
}
