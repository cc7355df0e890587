/// Eight `Float` numbers.
struct FloatLanes: VMAFLanes {
  typealias Mask = SIMDMask<SIMD8<Int32>>
  let vector: SIMD8<Float>

  @inline(__always) init(vector: SIMD8<Float>) { self.vector = vector }
  @inline(__always) init(_ scalar: Float) { vector = SIMD8<Float>(repeating: scalar) }

  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(vector: a.vector + b.vector) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(vector: a.vector - b.vector) }
  @inline(__always) static func * (a: Self, b: Self) -> Self { Self(vector: a.vector * b.vector) }
  @inline(__always) static func / (a: Self, b: Self) -> Self { Self(vector: a.vector / b.vector) }
  @inline(__always) func adding(_ a: Self, times b: Self) -> Self {
    Self(vector: vector.addingProduct(a.vector, b.vector))
  }
  @inline(__always) func subtracting(_ a: Self, times b: Self) -> Self {
    Self(vector: vector.addingProduct(-a.vector, b.vector))
  }
  @inline(__always) static func smaller(_ a: Self, _ b: Self) -> Self {
    Self(vector: b.vector.replacing(with: a.vector, where: a.vector .< b.vector))
  }
  @inline(__always) static func larger(_ a: Self, _ b: Self) -> Self {
    Self(vector: b.vector.replacing(with: a.vector, where: a.vector .> b.vector))
  }
  @inline(__always) var magnitude: Self {
    let bits = unsafeBitCast(vector, to: SIMD8<UInt32>.self) & UInt32.max >> 1
    return Self(vector: unsafeBitCast(bits, to: SIMD8<Float>.self))
  }
  @inline(__always) func withSignFlipped(by other: Self) -> Self {
    let sign = unsafeBitCast(other.vector, to: SIMD8<UInt32>.self) & ~(UInt32.max >> 1)
    return Self(vector: unsafeBitCast(unsafeBitCast(vector, to: SIMD8<UInt32>.self) ^ sign, to: SIMD8<Float>.self))
  }

  /// libvmaf's approximation: the exponent, plus a polynomial of the mantissa that is exact at 1 and within 2.4e-7.
  ///
  /// Coefficients: libvmaf, `vif_tools.c`, `log2_poly_s`. The exponent becomes a number by being put into the low bits of
  /// 2²³.
  @inline(__always) var binaryLogarithm: Self {
    let bits = unsafeBitCast(vector, to: SIMD8<UInt32>.self)
    let fraction = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F80_0000, to: SIMD8<Float>.self) - 1
    let exponent = unsafeBitCast((bits &>> 23) | 0x4B00_0000, to: SIMD8<Float>.self) - (0x1p23 + 127)
    var sum = SIMD8<Float>(repeating: -0.012_671_635_276_421)
    sum = SIMD8(repeating: 0.064_841_182_402_670).addingProduct(sum, fraction)
    sum = SIMD8(repeating: -0.157_048_836_463_065).addingProduct(sum, fraction)
    sum = SIMD8(repeating: 0.257_167_726_303_123).addingProduct(sum, fraction)
    sum = SIMD8(repeating: -0.353_800_560_300_520).addingProduct(sum, fraction)
    sum = SIMD8(repeating: 0.480_131_410_397_451).addingProduct(sum, fraction)
    sum = SIMD8(repeating: -0.721_314_327_952_201).addingProduct(sum, fraction)
    sum = SIMD8(repeating: 1.442_694_803_896_991).addingProduct(sum, fraction)
    return Self(vector: exponent.addingProduct(sum, fraction))
  }

  @inline(__always) static func < (a: Self, b: Self) -> Mask { a.vector .< b.vector }
  @inline(__always) static func <= (a: Self, b: Self) -> Mask { a.vector .<= b.vector }
  @inline(__always) static func equal(_ a: Self, _ b: Self) -> Mask { a.vector .== b.vector }
  @inline(__always) static func either(_ a: Mask, _ b: Mask) -> Mask { a .| b }
  @inline(__always) func replacing(with other: Self, where mask: Mask) -> Self {
    Self(vector: vector.replacing(with: other.vector, where: mask))
  }
  @inline(__always) func zeroed(where mask: Mask) -> Self {
    Self(vector: vector.replacing(with: SIMD8<Float>.zero, where: mask))
  }
  @inline(__always) static func lanes(from count: Int) -> Mask {
    SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) .>= SIMD8<Int32>(repeating: Int32(count))
  }

  @inline(__always) var sum: Double {
    let v = SIMD8<Double>(vector)
    return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]))
  }
}
