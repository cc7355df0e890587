/// The integer 8×8 cosine transform that libvmaf's `psnr_hvs` uses: Daala's, made of lifting steps, orthonormal to within
/// its roundings.
///
/// Eight lines are transformed at once: register n holds sample n of every line and becomes frequency n. The steps and
/// their order decide the last bit, so they are Daala's: T. J. Terriberry, "Daala: transforms and lapping" (Xiph.Org,
/// 2013), `od_bin_fdct8`. Samples of up to 12 bits do not overflow 32.
struct LiftedCosineTransform {
  typealias Lines = SIMD8<Int32>

  /// Half, rounded towards zero.
  @inline(__always) private static func half(_ x: Lines) -> Lines { (x &- (x &>> 31)) &>> 1 }

  /// `x · numerator / 2^shift`, rounded half up.
  @inline(__always) private static func scaled(_ x: Lines, _ numerator: Int32, _ shift: Int32) -> Lines {
    (x &* Lines(repeating: numerator) &+ Lines(repeating: 1 &<< (shift &- 1))) &>> Lines(repeating: shift)
  }

  /// Eight one-dimensional transforms, in place.
  @inline(__always) static func transformLines(_ x: UnsafeMutablePointer<Lines>) {
    // Sums and differences of mirrored samples, halved on one side so that they can be undone.
    let d07 = x[0] &- x[7]
    let h07 = half(d07)
    var s07 = x[0] &- h07
    var s16 = x[1] &+ x[6]
    let h16 = half(s16)
    let d16 = x[6] &- h16
    let d25 = x[2] &- x[5]
    let s25 = x[2] &- half(d25)
    var s34 = x[3] &+ x[4]
    let h34 = half(s34)
    let d34 = h34 &- x[4]

    // Even frequencies: a four-point transform of the sums.
    s07 = s07 &+ h34
    s34 = s07 &- s34
    var e2 = h16 &- s25
    s16 = e2 &- s16
    // Rotation by π/4 in three steps: √2 − 1, √½, √2 − 1.
    s07 = s07 &- scaled(s16, 13573, 15)
    s16 = s16 &+ scaled(s07, 11585, 14)
    s07 = s07 &- scaled(s16, 13573, 15)
    // Rotation by 3π/8: tan(3π/16), sin(3π/8), tan(3π/16).
    s34 = s34 &- scaled(e2, 21895, 15)
    e2 = e2 &+ scaled(s34, 15137, 14)
    s34 = s34 &- scaled(e2, 21895, 15)

    // Odd frequencies: a four-point sine transform of the differences.
    var o3 = d25
    var o5 = d16
    // 2 − √2, √½, √2 − ½.
    o3 = o3 &+ scaled(o5, 19195, 15)
    o5 = o5 &+ scaled(o3, 11585, 14)
    o3 = o3 &- scaled(o5, 7489, 13)
    var o7 = half(o5) &- d34
    o5 = o5 &- o7
    o3 = h07 &- o3
    var o1 = d07 &- o3
    // Rotation by π/16: tan(π/32), sin(π/16), tan(π/32).
    o7 = o7 &+ scaled(o1, 3227, 15)
    o1 = o1 &- scaled(o7, 6393, 15)
    o7 = o7 &+ scaled(o1, 3227, 15)
    // Rotation by 3π/16: tan(3π/32), sin(3π/16), tan(3π/32).
    o5 = o5 &+ scaled(o3, 2485, 13)
    o3 = o3 &- scaled(o5, 18205, 15)
    o5 = o5 &+ scaled(o3, 2485, 13)

    x[0] = s07
    x[1] = o1
    x[2] = e2
    x[3] = o3
    x[4] = s16
    x[5] = o5
    x[6] = s34
    x[7] = o7
  }

  /// The transform of a block given by its rows: columns first, then rows.
  ///
  /// Register k of the result holds horizontal frequency k, its lanes the vertical ones.
  @inline(__always) static func transform(
    _ block: UnsafeMutablePointer<Lines>, _ scratch: UnsafeMutablePointer<Lines>
  ) {
    transformLines(block)
    // A transposition moves bits; what they stand for is all the same.
    transposeBlock(
      UnsafeRawPointer(block).assumingMemoryBound(to: Vector.self),
      UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Vector.self))
    transformLines(scratch)
    block.update(from: scratch, count: 8)
  }
}
