/// The operations of `WideLanes` in portable Swift: what other processors use, and the oracle of the x86 forms.
enum PortableLanes {
  static func pairSums(_ a: Samples, _ b: Samples) -> Words {
    words { Int32(a[2 * $0]) &* Int32(b[2 * $0]) &+ Int32(a[2 * $0 + 1]) &* Int32(b[2 * $0 + 1]) }
  }

  static func interleaveLow(_ a: Samples, _ b: Samples) -> Samples { interleave(a, b, from: 0) }

  static func interleaveHigh(_ a: Samples, _ b: Samples) -> Samples { interleave(a, b, from: 4) }

  static func packUnsigned(_ low: Words, _ high: Words) -> Samples {
    pack(low, high) { Int16(bitPattern: UInt16(clamping: $0)) }
  }

  static func packSigned(_ low: Words, _ high: Words) -> Samples { pack(low, high) { Int16(clamping: $0) } }

  static func productHigh(_ a: Samples, _ b: Samples) -> Samples {
    var result = Samples.zero
    for lane in 0..<16 {
      let product = UInt32(UInt16(bitPattern: a[lane])) &* UInt32(UInt16(bitPattern: b[lane]))
      result[lane] = Int16(truncatingIfNeeded: product >> 16)
    }
    return result
  }

  static func evenProductsUnsigned(_ a: Words, _ b: Words) -> Longs {
    longs {
      Int64(bitPattern: UInt64(UInt32(bitPattern: a[2 * $0])) &* UInt64(UInt32(bitPattern: b[2 * $0])))
    }
  }

  static func evenProducts(_ a: Words, _ b: Words) -> Longs { longs { Int64(a[2 * $0]) &* Int64(b[2 * $0]) } }

  static func greater(_ a: Words, _ b: Words) -> Words { words { a[$0] > b[$0] ? -1 : 0 } }

  static func equal(_ a: Words, _ b: Words) -> Words { words { a[$0] == b[$0] ? -1 : 0 } }

  static func minimum(_ a: Words, _ b: Words) -> Words { words { min(a[$0], b[$0]) } }

  static func minimumUnsigned(_ a: Words, _ b: Words) -> Words {
    words { Int32(bitPattern: min(UInt32(bitPattern: a[$0]), UInt32(bitPattern: b[$0]))) }
  }

  static func maximum(_ a: Words, _ b: Words) -> Words { words { max(a[$0], b[$0]) } }

  static func magnitude(_ a: Words) -> Words { words { a[$0] < 0 ? 0 &- a[$0] : a[$0] } }

  static func anyNegative(_ a: Words) -> Bool { (0..<8).contains { a[$0] < 0 } }

  static func shiftedRight(_ a: Longs, by counts: Longs) -> Longs {
    longs { Int64(bitPattern: UInt64(bitPattern: a[$0]) >> UInt64(bitPattern: counts[$0])) }
  }

  @inline(__always)
  private static func words(_ lane: (Int) -> Int32) -> Words {
    var result = Words.zero
    for index in 0..<8 { result[index] = lane(index) }
    return result
  }

  @inline(__always)
  private static func longs(_ lane: (Int) -> Int64) -> Longs {
    var result = Longs.zero
    for index in 0..<4 { result[index] = lane(index) }
    return result
  }

  private static func interleave(_ a: Samples, _ b: Samples, from start: Int) -> Samples {
    var result = Samples.zero
    for half in 0..<2 {
      for index in 0..<4 {
        result[8 * half + 2 * index] = a[8 * half + start + index]
        result[8 * half + 2 * index + 1] = b[8 * half + start + index]
      }
    }
    return result
  }

  private static func pack(_ low: Words, _ high: Words, _ narrow: (Int32) -> Int16) -> Samples {
    var result = Samples.zero
    for half in 0..<2 {
      for index in 0..<4 {
        result[8 * half + index] = narrow(low[4 * half + index])
        result[8 * half + 4 + index] = narrow(high[4 * half + index])
      }
    }
    return result
  }
}
