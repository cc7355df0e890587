// The few 256-bit integer instructions that Swift's SIMD types cannot name or do not compile to one instruction
// (comparisons of integers become loops in Swift 6.3). `PortableLanes` gives the same bits everywhere.

/// Sixteen 16-bit samples.
typealias Samples = SIMD16<Int16>
/// Eight 32-bit numbers.
typealias Words = SIMD8<Int32>
/// Four 64-bit numbers.
typealias Longs = SIMD4<Int64>

/// The same bits as another vector.
@inline(__always)
func bits<From, To>(_ vector: From, as: To.Type = To.self) -> To { unsafeBitCast(vector, to: To.self) }

/// The odd words in the places of the even ones.
@inline(__always)
func oddWords(_ a: Words) -> Words { bits(bits(a, as: SIMD4<UInt64>.self) &>> 32) }

extension UnsafeRawPointer {
  /// The vector that begins `offset` bytes from here, whatever its alignment.
  @inline(__always)
  func vector<T: BitwiseCopyable>(_ offset: Int, as: T.Type = T.self) -> T {
    loadUnaligned(fromByteOffset: offset, as: T.self)
  }
}

extension UnsafeMutableRawPointer {
  /// Writes a vector `offset` bytes from here, whatever its alignment.
  @inline(__always)
  func put<T: BitwiseCopyable>(_ vector: T, _ offset: Int) { storeBytes(of: vector, toByteOffset: offset, as: T.self) }

  /// Writes words `x` to `x` + 15, of which `a` holds those of places 0…3, 8…11 and `b` the others, as interleaving leaves
  /// them.
  @inline(__always)
  func putHalves(_ a: Words, _ b: Words, _ x: Int) {
    put(SIMD8(lowHalf: a.lowHalf, highHalf: b.lowHalf), 4 &* x)
    put(SIMD8(lowHalf: a.highHalf, highHalf: b.highHalf), 4 &* x &+ 32)
  }
}

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The operations as x86-64-v3 instructions.
  enum WideLanes {
    /// Lane i is a[2i]·b[2i] + a[2i+1]·b[2i+1], modulo 2³².
    @inline(__always)
    static func pairSums(_ a: Samples, _ b: Samples) -> Words { bits(_mm256_madd_epi16(bits(a), bits(b))) }

    /// Alternating samples of `a` and `b`: of each 128-bit half its first four.
    @inline(__always)
    static func interleaveLow(_ a: Samples, _ b: Samples) -> Samples { bits(_mm256_unpacklo_epi16(bits(a), bits(b))) }

    /// Alternating samples of `a` and `b`: of each 128-bit half its last four.
    @inline(__always)
    static func interleaveHigh(_ a: Samples, _ b: Samples) -> Samples { bits(_mm256_unpackhi_epi16(bits(a), bits(b))) }

    /// Numbers of 0…65535 as 16 bits, half by half: undoes `interleaveLow` and `interleaveHigh`.
    @inline(__always)
    static func packUnsigned(_ low: Words, _ high: Words) -> Samples {
      bits(_mm256_packus_epi32(bits(low), bits(high)))
    }

    /// Numbers of −32768…32767 as 16 bits, half by half: undoes `interleaveLow` and `interleaveHigh`.
    @inline(__always)
    static func packSigned(_ low: Words, _ high: Words) -> Samples { bits(_mm256_packs_epi32(bits(low), bits(high))) }

    /// The upper halves of unsigned 16-bit products.
    @inline(__always)
    static func productHigh(_ a: Samples, _ b: Samples) -> Samples { bits(_mm256_mulhi_epu16(bits(a), bits(b))) }

    /// 64-bit products of the even words taken as unsigned.
    @inline(__always)
    static func evenProductsUnsigned(_ a: Words, _ b: Words) -> Longs { _mm256_mul_epu32(bits(a), bits(b)) }

    /// 64-bit products of the even words taken as signed.
    @inline(__always)
    static func evenProducts(_ a: Words, _ b: Words) -> Longs { _mm256_mul_epi32(bits(a), bits(b)) }

    /// All bits set where a > b.
    @inline(__always)
    static func greater(_ a: Words, _ b: Words) -> Words { bits(_mm256_cmpgt_epi32(bits(a), bits(b))) }

    /// All bits set where a = b.
    @inline(__always)
    static func equal(_ a: Words, _ b: Words) -> Words { bits(_mm256_cmpeq_epi32(bits(a), bits(b))) }

    /// The smaller of each two.
    @inline(__always)
    static func minimum(_ a: Words, _ b: Words) -> Words { bits(_mm256_min_epi32(bits(a), bits(b))) }

    /// The smaller of each two taken as unsigned.
    @inline(__always)
    static func minimumUnsigned(_ a: Words, _ b: Words) -> Words { bits(_mm256_min_epu32(bits(a), bits(b))) }

    /// The larger of each two.
    @inline(__always)
    static func maximum(_ a: Words, _ b: Words) -> Words { bits(_mm256_max_epi32(bits(a), bits(b))) }

    /// Magnitudes; −2³¹ keeps its bits.
    @inline(__always)
    static func magnitude(_ a: Words) -> Words { bits(_mm256_abs_epi32(bits(a))) }

    /// Whether any word has its top bit set.
    @inline(__always)
    static func anyNegative(_ a: Words) -> Bool { _mm256_movemask_ps(bits(a)) != 0 }

    /// Each 64-bit lane shifted right by its own count, zeros coming in.
    @inline(__always)
    static func shiftedRight(_ a: Longs, by counts: Longs) -> Longs { _mm256_srlv_epi64(a, counts) }
  }
#else
  typealias WideLanes = PortableLanes
#endif
