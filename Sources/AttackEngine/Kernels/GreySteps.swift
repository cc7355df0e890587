import Raster

/// The grey steps, whole levels of R, G and B alike, that bring the luma of pixels to wanted code values inside a box.
///
/// The wanted luma is rounded first and the grey step that yields it follows. Where two steps yield it the smaller is
/// taken; then the step is held within the box.
struct GreySteps {
  /// Luma of the pixels before rounding.
  let base: [Float]
  /// The least luma each pixel may get.
  let lower: [Float]
  /// The largest luma each pixel may get.
  let upper: [Float]

  /// Adds each pixel's step to its three channels, eight pixels at a time.
  /// - Precondition: planes of one size; no wanted luma is a NaN.
  /// - Complexity: O(count)
  func add(reaching luma: [Float], to red: inout [UInt16], _ green: inout [UInt16], _ blue: inout [UInt16]) {
    let count = luma.count
    precondition(base.count == count && lower.count == count && upper.count == count, "planes of one size")
    precondition(red.count == count && green.count == count && blue.count == count, "planes of one size")
    var check = SIMD8<Float>.zero
    base.withUnsafeBytes { base in
      lower.withUnsafeBytes { lower in
        upper.withUnsafeBytes { upper in
          luma.withUnsafeBytes { luma in
            red.withUnsafeMutableBytes { red in
              green.withUnsafeMutableBytes { green in
                blue.withUnsafeMutableBytes { blue in
                  var index = 0
                  while index < count {
                    let places = min(8, count &- index)
                    let step = Self.step(
                      base: lanes(base, index, places), wanted: lanes(luma, index, places),
                      lower: lanes(lower, index, places), upper: lanes(upper, index, places))
                    check += step
                    let bits = Self.wholeBits(step)
                    put(lanes(.init(red), index, places) &+ bits, red, index, places)
                    put(lanes(.init(green), index, places) &+ bits, green, index, places)
                    put(lanes(.init(blue), index, places) &+ bits, blue, index, places)
                    index &+= 8
                  }
                }
              }
            }
          }
        }
      }
    }
    precondition(!check.sum().isNaN, "a luma that is not a number")
  }

  @inline(__always)
  private static func step(
    base: SIMD8<Float>, wanted: SIMD8<Float>, lower: SIMD8<Float>, upper: SIMD8<Float>
  ) -> SIMD8<Float> {
    let level = Float(BT709.lumaPerGreyLevel)
    let perLevel = 1 / level
    let least = rounded((lower - base) * perLevel)
    let most = rounded((upper - base) * perLevel)
    let code = rounded(wanted)
    var step = rounded((code - base) * perLevel)
    let smaller = step.replacing(with: step - 1, where: step .> 0).replacing(with: step + 1, where: step .< 0)
    step.replace(with: smaller, where: rounded(base + smaller * level) .== code)
    step.replace(with: least, where: step .< least)
    step.replace(with: most, where: step .> most)
    return step
  }

  /// Numbers rounded as `rounded()` does, halves away from zero: the largest number below a half is added, so that what
  /// lies just under a half stays below, and the fraction is cut off.
  @inline(__always)
  private static func rounded(_ values: SIMD8<Float>) -> SIMD8<Float> {
    let signs = unsafeBitCast(values, to: SIMD8<UInt32>.self) & 0x8000_0000
    let halves = unsafeBitCast(signs | SIMD8(repeating: Float(0.5).nextDown.bitPattern), to: SIMD8<Float>.self)
    return (values + halves).rounded(.towardZero)
  }

  /// Whole numbers of −32768…32767 in two's complement: adding 1.5·2²³ leaves them in the sum's last bits.
  @inline(__always)
  private static func wholeBits(_ values: SIMD8<Float>) -> SIMD8<UInt16> {
    SIMD8(truncatingIfNeeded: unsafeBitCast(values + 0x1.8p23, to: SIMD8<UInt32>.self))
  }
}

/// Eight samples from `index` on; zeros beyond the first `places`.
@inline(__always)
private func lanes<Scalar: SIMDScalar>(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ places: Int) -> SIMD8<Scalar> {
  let size = MemoryLayout<Scalar>.size
  guard places < 8 else { return bytes.loadUnaligned(fromByteOffset: size &* index, as: SIMD8<Scalar>.self) }
  var result = SIMD8<Scalar>()
  for lane in 0..<places { result[lane] = bytes.load(fromByteOffset: size &* (index &+ lane), as: Scalar.self) }
  return result
}

@inline(__always)
private func put(_ values: SIMD8<UInt16>, _ bytes: UnsafeMutableRawBufferPointer, _ index: Int, _ places: Int) {
  guard places < 8 else { return bytes.storeBytes(of: values, toByteOffset: 2 &* index, as: SIMD8<UInt16>.self) }
  for lane in 0..<places { bytes.storeBytes(of: values[lane], toByteOffset: 2 &* (index &+ lane), as: UInt16.self) }
}
