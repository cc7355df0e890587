/// Σ log2(1 + variance / noise) of the reference's windows, and the number of flat ones.
struct VIFDenominator {
  private var exponents = Longs.zero
  private var fractions: Int64 = 0
  private var flats = Words.zero

  /// In units of 1/2048.
  var logarithms: Int64 { exponents.wrappedSum() &* 2048 &+ fractions }
  /// Windows with less variance than the noise.
  var flat: Int64 { Int64(flats.wrappedSum()) }

  /// Adds eight windows, of which those count where `inside` is set.
  @inline(__always)
  mutating func add(_ variances: Words, inside: Words, table: UnsafePointer<UInt16>) {
    let textured = inside & WideLanes.greater(variances, Words(repeating: WindowStatistics.noise &- 1))
    flats &-= textured ^ inside
    guard WideLanes.anyNegative(textured) else { return }
    // A window that does not count gets the noise itself: 2048 · log2(noise) is taken from every one of the eight.
    let sums = variances & textured &+ Words(repeating: WindowStatistics.noise)
    add(SIMD4<Double>(sums.lowHalf), table)
    add(SIMD4<Double>(sums.highHalf), table)
  }

  @inline(__always)
  private mutating func add(_ sums: SIMD4<Double>, _ table: UnsafePointer<UInt16>) {
    let pattern = bits(sums, as: SIMD4<UInt64>.self)
    // The exponent's bias of 1023, and log2(noise) = 17.
    exponents &+= bits(pattern &>> 52 &- SIMD4(repeating: 1023 + 17))
    let places = pattern &>> VIFLogarithm.fractionShift & SIMD4(repeating: VIFLogarithm.fractionMask)
    for lane in 0..<4 { fractions &+= Int64(table[Int(truncatingIfNeeded: places[lane])]) }
  }
}

/// What the distorted picture's windows keep of the reference's information.
struct VIFNumerator {
  /// Σ log2(1 + gain² · variance / (residual + noise)), in units of 1/2048, by lane of the vectors.
  private var exponents = Longs.zero
  private var fractions: Int64 = 0
  /// Σ variance of the distorted picture over flat windows, in units of 2⁻¹⁶, by lane.
  private var flat = Longs.zero
  private let gainLimit: SIMD4<Double>

  init(gainLimit: Double) { self.gainLimit = SIMD4(repeating: gainLimit) }

  /// In units of 1/2048.
  var logarithms: Int64 { exponents.wrappedSum() &* 2048 &+ fractions }
  /// In units of 2⁻¹⁶.
  var flatVariance: Int64 { flat.wrappedSum() }

  /// Adds eight windows, of which those count where `inside` is set.
  /// - Parameters:
  ///   - reference: the reference's variances.
  ///   - distorted: the distorted picture's, possibly negative by rounding.
  ///   - shared: the covariances.
  @inline(__always)
  mutating func add(
    reference: Words, distorted: Words, shared: Words, inside: Words, table: UnsafePointer<UInt16>
  ) {
    let variance = WideLanes.maximum(distorted, .zero)
    let textured = WideLanes.greater(reference, Words(repeating: WindowStatistics.noise &- 1))
    let flats = variance & inside & ~textured
    flat &+= bits(bits(flats, as: SIMD4<UInt64>.self) & SIMD4(repeating: 0xFFFF_FFFF))
    flat &+= bits(oddWords(flats))
    let active = inside & textured & WideLanes.greater(shared, .zero) & WideLanes.greater(variance, .zero)
    guard WideLanes.anyNegative(active) else { return }
    add(reference.lowHalf, variance.lowHalf, shared.lowHalf, active.lowHalf, table)
    add(reference.highHalf, variance.highHalf, shared.highHalf, active.highHalf, table)
  }

  @inline(__always)
  private mutating func add(
    _ reference: SIMD4<Int32>, _ variance: SIMD4<Int32>, _ shared: SIMD4<Int32>, _ active: SIMD4<Int32>,
    _ table: UnsafePointer<UInt16>
  ) {
    let power = SIMD4<Double>(reference)
    let covariance = SIMD4<Double>(shared)
    // 1e-10 in units of 2⁻¹⁶; every operation below is rounded as libvmaf's doubles are.
    let gain = covariance / (power + 65536 * 1.0e-10)
    let rest = SIMD4<Double>(variance) - gain * covariance
    let residual = rest.replacing(with: 0, where: rest .< 0).rounded(.towardZero)
    let limited = gain.replacing(with: gainLimit, where: gain .> gainLimit)
    let noise = residual + Double(WindowStatistics.noise)
    let signal = (limited * limited * power).rounded(.towardZero) + noise
    // Where nothing is to be added both logarithms are those of 1.
    let keep = bits(SIMD4<Int64>(truncatingIfNeeded: active), as: SIMD4<UInt64>.self)
    let one = SIMD4<UInt64>(repeating: (1.0).bitPattern)
    let above = bits(signal, as: SIMD4<UInt64>.self) & keep | one & ~keep
    let below = bits(noise, as: SIMD4<UInt64>.self) & keep | one & ~keep
    exponents &+= bits(above &>> 52 &- below &>> 52)
    let mask = SIMD4<UInt64>(repeating: VIFLogarithm.fractionMask)
    let upper = above &>> VIFLogarithm.fractionShift & mask
    let lower = below &>> VIFLogarithm.fractionShift & mask
    for lane in 0..<4 {
      fractions &+=
        Int64(table[Int(truncatingIfNeeded: upper[lane])]) &- Int64(table[Int(truncatingIfNeeded: lower[lane])])
    }
  }
}
