/// A register's worth of numbers: what the kernels of this module compute with.
///
/// The kernels are generic over `PixelScalar` so that the form in Double, which the derivative check differentiates, is
/// the very code that runs in Float. Every entry point is concrete, so the compiler specialises them within the module;
/// across modules it would not.
protocol Lanes: FloatingLanes {
  associatedtype Scalar: BinaryFloatingPoint
  associatedtype MaskStorage: SIMD where MaskStorage.Scalar: FixedWidthInteger & SignedInteger
  static var scalarCount: Int { get }
  init(repeating: Scalar)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func .> (a: Self, b: Self) -> SIMDMask<MaskStorage>
  func replacing(with other: Self, where mask: SIMDMask<MaskStorage>) -> Self
  func addingProduct(_ a: Self, _ b: Self) -> Self
  func squareRoot() -> Self
  func sum() -> Scalar
}

/// The register of most kernels.
typealias Vector = SIMD8<Float>

extension SIMD8: Lanes where Scalar == Float {}
extension SIMD4: Lanes where Scalar == Double {}

extension Lanes {
  /// The larger of two numbers, lane by lane.
  @inline(__always) func larger(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// Each lane without its sign.
  @inline(__always) var magnitudes: Self { larger(Self(repeating: 0) - self) }

  /// 1, 0 or −1 in each lane.
  @inline(__always) var signs: Self {
    let zero = Self(repeating: 0)
    return zero.replacing(with: Self(repeating: 1), where: self .> zero)
      .replacing(with: Self(repeating: -1), where: zero .> self)
  }
}

/// Float or Double, with the vector type that fills one 256-bit register.
protocol PixelScalar: BinaryFloatingPoint, Sendable {
  associatedtype Vector: Lanes where Vector.Scalar == Self
}

extension Float: PixelScalar { typealias Vector = SIMD8<Float> }
extension Double: PixelScalar { typealias Vector = SIMD4<Double> }

extension UnsafePointer where Pointee: PixelScalar {
  /// The lanes that begin at element `index`, at any alignment.
  @inline(__always) func lanes(_ index: Int) -> Pointee.Vector {
    UnsafeRawPointer(self + index).loadUnaligned(as: Pointee.Vector.self)
  }
}

extension UnsafeMutablePointer where Pointee: PixelScalar {
  /// The lanes that begin at element `index`, at any alignment.
  @inline(__always) func lanes(_ index: Int) -> Pointee.Vector {
    UnsafeRawPointer(self + index).loadUnaligned(as: Pointee.Vector.self)
  }

  /// Writes the lanes that begin at element `index`, at any alignment.
  @inline(__always) func store(_ value: Pointee.Vector, _ index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: value, as: Pointee.Vector.self)
  }

  /// Adds to the lanes that begin at element `index`.
  @inline(__always) func add(_ value: Pointee.Vector, _ index: Int) {
    store(lanes(index) + value, index)
  }
}
