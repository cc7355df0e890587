extension RandomNumberGenerator {
  /// A seeded draw of one of `count` places, 0 ..< `count`.
  ///
  /// The high word of the product: uniform to `count`·2⁻⁶⁴, and the same for every version of the standard library, whose
  /// `Int.random` promises no such thing.
  mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
