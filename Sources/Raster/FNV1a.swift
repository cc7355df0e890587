/// The hash FNV-1a of 64 bits: tells changed contents and names apart, and is no proof against a forger.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm" (draft-eastlake-fnv).
@frozen
public struct FNV1a: Sendable {
  @usableFromInline var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of what was added so far.
  @inlinable
  public var value: UInt64 { hash }

  /// The hash of nothing.
  @inlinable
  public init() {}

  /// The hash of a text's UTF-8.
  @inlinable
  public init(_ text: String) { add(text.utf8) }

  /// One step. The source's unit is a byte; a wider number is taken in one step, which is not the hash of its bytes.
  @inlinable
  public mutating func add(_ unit: UInt64) { hash = (hash ^ unit) &* 0x0000_0100_0000_01B3 }

  /// A step for every byte.
  /// - Complexity: O(count)
  @inlinable
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(UInt64(byte)) }
  }

  /// A step for every byte of a whole file; optimised wherever it is called from.
  /// - Complexity: O(count)
  public mutating func add(file bytes: [UInt8]) {
    for byte in bytes { add(UInt64(byte)) }
  }

  /// The value as 16 hexadecimal digits.
  public var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
