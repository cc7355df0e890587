/// Eight numbers that are computed together: what the pixel loops of float VMAF are written in.
///
/// One set of kernels serves `Float`, which scores and steers, and `Double`, which checks derivatives. The operations are
/// requirements of their own, not those of `SIMD`, because a specialised kernel then calls the concrete vector
/// operations of the standard library, each of which is one instruction; the generic ones go lane by lane.
protocol VMAFLanes: SendableMetatype {
  /// One number.
  associatedtype Scalar: BinaryFloatingPoint, SIMDScalar, Sendable
  /// The outcome of a comparison.
  associatedtype Mask

  /// The numbers.
  var vector: SIMD8<Scalar> { get }
  init(vector: SIMD8<Scalar>)
  /// Eight times the same number.
  init(_ scalar: Scalar)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// `self + a · b`, rounded once.
  func adding(_ a: Self, times b: Self) -> Self
  /// `self − a · b`, rounded once.
  func subtracting(_ a: Self, times b: Self) -> Self
  /// The smaller of each pair; the second where they do not compare.
  static func smaller(_ a: Self, _ b: Self) -> Self
  /// The larger of each pair; the second where they do not compare.
  static func larger(_ a: Self, _ b: Self) -> Self
  /// Absolute values.
  var magnitude: Self { get }
  /// −`self` where `other` is negative (or −0).
  func withSignFlipped(by other: Self) -> Self
  /// The binary logarithm of positive numbers.
  var binaryLogarithm: Self { get }

  static func < (a: Self, b: Self) -> Mask
  static func <= (a: Self, b: Self) -> Mask
  /// Where both are equal.
  static func equal(_ a: Self, _ b: Self) -> Mask
  static func either(_ a: Mask, _ b: Mask) -> Mask
  /// `other` where the mask holds.
  func replacing(with other: Self, where mask: Mask) -> Self
  /// 0 where the mask holds.
  func zeroed(where mask: Mask) -> Self
  /// Holds from lane `count` on.
  static func lanes(from count: Int) -> Mask

  /// The sum of the eight, in Double and in a fixed order.
  var sum: Double { get }
}

extension VMAFLanes {
  @inline(__always) static var zero: Self { Self(0) }

  /// Eight neighbours, without alignment.
  @inline(__always) static func load(_ pointer: UnsafePointer<Scalar>) -> Self {
    Self(vector: UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Scalar>.self))
  }
  /// Sixteen neighbours, without alignment, as those at even and those at odd places.
  @inline(__always) static func loadPairs(_ pointer: UnsafePointer<Scalar>) -> (even: Self, odd: Self) {
    let pairs = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Scalar>.self)
    return (Self(vector: pairs.evenHalf), Self(vector: pairs.oddHalf))
  }
  /// Writes eight neighbours.
  @inline(__always) func store(_ pointer: UnsafeMutablePointer<Scalar>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: SIMD8<Scalar>.self)
  }
  /// Writes sixteen neighbours.
  @inline(__always) static func storePairs(_ pointer: UnsafeMutablePointer<Scalar>, even: Self, odd: Self) {
    var pairs = SIMD16<Scalar>()
    pairs.evenHalf = even.vector
    pairs.oddHalf = odd.vector
    UnsafeMutableRawPointer(pointer).storeBytes(of: pairs, as: SIMD16<Scalar>.self)
  }
}

/// The number of lanes.
let laneCount = 8
