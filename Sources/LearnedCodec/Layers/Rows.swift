/// Whole rows of samples, eight at a time: what patch matrices are filled and emptied with.
///
/// Pointers need no alignment; rows that are written do not overlap rows that are read.
package enum Rows {
  private typealias Lanes = SIMD8<Float>
  private typealias Pairs = SIMD16<Float>
  private static let width = 8

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(row).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ lanes: Lanes, _ row: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(row).storeBytes(of: lanes, as: Lanes.self)
  }

  /// `target[x] = source[x]`.
  @inline(__always)
  static func copy(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
    var x = 0
    while x + width <= count {
      store(load(source + x), target + x)
      x += width
    }
    while x < count {
      target[x] = source[x]
      x += 1
    }
  }

  /// `target[x] += source[x]`.
  @inline(__always)
  package static func add(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
    var x = 0
    while x + width <= count {
      store(load(target + x) + load(source + x), target + x)
      x += width
    }
    while x < count {
      target[x] += source[x]
      x += 1
    }
  }

  /// `even[x] = source[2x]`, `odd[x] = source[2x + 1]`, for `count` samples of the source.
  @inline(__always)
  static func split(
    _ source: UnsafePointer<Float>, even: UnsafeMutablePointer<Float>, odd: UnsafeMutablePointer<Float>, count: Int
  ) {
    var x = 0
    while 2 * (x + width) <= count {
      let pairs = UnsafeRawPointer(source + 2 * x).loadUnaligned(as: Pairs.self)
      store(pairs.evenHalf, even + x)
      store(pairs.oddHalf, odd + x)
      x += width
    }
    while 2 * x < count {
      even[x] = source[2 * x]
      if 2 * x + 1 < count { odd[x] = source[2 * x + 1] }
      x += 1
    }
  }

  /// The inverse of `split`: `count` samples of the target are written.
  @inline(__always)
  static func join(
    even: UnsafePointer<Float>, odd: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    var x = 0
    while 2 * (x + width) <= count {
      var pairs = Pairs.zero
      pairs.evenHalf = load(even + x)
      pairs.oddHalf = load(odd + x)
      UnsafeMutableRawPointer(target + 2 * x).storeBytes(of: pairs, as: Pairs.self)
      x += width
    }
    while 2 * x < count {
      target[2 * x] = even[x]
      if 2 * x + 1 < count { target[2 * x + 1] = odd[x] }
      x += 1
    }
  }
}
