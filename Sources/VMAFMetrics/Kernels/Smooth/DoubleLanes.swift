// The logarithm comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// Eight `Double` numbers.
struct DoubleLanes: VMAFLanes {
  typealias Mask = SIMDMask<SIMD8<Int64>>
  let vector: SIMD8<Double>

  @inline(__always) init(vector: SIMD8<Double>) { self.vector = vector }
  @inline(__always) init(_ scalar: Double) { vector = SIMD8<Double>(repeating: scalar) }

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
    let bits = unsafeBitCast(vector, to: SIMD8<UInt64>.self) & UInt64.max >> 1
    return Self(vector: unsafeBitCast(bits, to: SIMD8<Double>.self))
  }
  @inline(__always) func withSignFlipped(by other: Self) -> Self {
    let sign = unsafeBitCast(other.vector, to: SIMD8<UInt64>.self) & ~(UInt64.max >> 1)
    return Self(vector: unsafeBitCast(unsafeBitCast(vector, to: SIMD8<UInt64>.self) ^ sign, to: SIMD8<Double>.self))
  }

  @inline(__always) var binaryLogarithm: Self {
    var result = vector
    for lane in 0..<8 { result[lane] = log2(vector[lane]) }
    return Self(vector: result)
  }

  @inline(__always) static func < (a: Self, b: Self) -> Mask { a.vector .< b.vector }
  @inline(__always) static func <= (a: Self, b: Self) -> Mask { a.vector .<= b.vector }
  @inline(__always) static func equal(_ a: Self, _ b: Self) -> Mask { a.vector .== b.vector }
  @inline(__always) static func either(_ a: Mask, _ b: Mask) -> Mask { a .| b }
  @inline(__always) func replacing(with other: Self, where mask: Mask) -> Self {
    Self(vector: vector.replacing(with: other.vector, where: mask))
  }
  @inline(__always) func zeroed(where mask: Mask) -> Self {
    Self(vector: vector.replacing(with: SIMD8<Double>.zero, where: mask))
  }
  @inline(__always) static func lanes(from count: Int) -> Mask {
    SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7) .>= SIMD8<Int64>(repeating: Int64(count))
  }

  @inline(__always) var sum: Double {
    let v = vector
    return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]))
  }
}
