/// A binary arithmetic coder in integers: 48-bit interval, 16-bit probabilities, carries propagated on output.
///
/// G. N. N. Martin, "Range encoding: an algorithm for removing redundancy from a digitised message", 1979, in the
/// binary form that adaptive coders use. Nothing here depends on the machine.
enum BinaryRangeCoder {
  /// Bits of the interval.
  static let width: UInt64 = 48
  /// A byte moves out when the interval is shorter than this.
  static let shortest: UInt64 = 1 << 40
  /// Probabilities are counted in units of 1/65536.
  static let probabilityBits: UInt64 = 16
}

/// The writing half.
struct BinaryRangeEncoder {
  private var low: UInt64 = 0
  private var range: UInt64 = (1 << BinaryRangeCoder.width) - 1
  /// The last byte before a run of 0xFF that a carry may still change; nil before the first.
  private var held: UInt8?
  private var heldOnes = 0
  private var output: [UInt8] = []

  /// Codes `bit`, whose probability of being 1 is `probability`/65536.
  /// - Precondition: `probability` in 1…65535.
  mutating func encode(_ bit: Bool, probability: UInt16) {
    let part = (range >> BinaryRangeCoder.probabilityBits) * UInt64(probability)
    if bit {
      range = part
    } else {
      low += part
      range -= part
    }
    while range < BinaryRangeCoder.shortest {
      range <<= 8
      shift()
    }
  }

  /// Codes the lowest `count` bits of `value`, highest first, each equally likely.
  mutating func encodeEqual(_ value: UInt32, count: Int) {
    for place in (0..<count).reversed() { encode((value >> UInt32(place)) & 1 == 1, probability: 0x8000) }
  }

  /// Ends the message; the shortest bytes inside the last interval, without trailing zeros (the decoder reads zeros
  /// beyond the end).
  consuming func finish() -> [UInt8] {
    // The number in [low, low + range) with the most trailing zeros.
    var zeros = BinaryRangeCoder.width
    var value = low
    while zeros > 0 {
      let unit: UInt64 = 1 << zeros
      value = (low + unit - 1) & ~(unit - 1)
      if value - low < range { break }
      zeros -= 1
    }
    low = zeros == 0 ? low : value
    for _ in 0..<(BinaryRangeCoder.width / 8 + 1) { shift() }
    while output.last == 0 { output.removeLast() }
    return output
  }

  private mutating func shift() {
    let byte = UInt8(truncatingIfNeeded: low >> (BinaryRangeCoder.width - 8))
    let carry = low >> BinaryRangeCoder.width != 0
    low = (low << 8) & ((1 << BinaryRangeCoder.width) - 1)
    if byte == 0xFF && !carry {
      heldOnes += 1
      return
    }
    if let held { output.append(carry ? held &+ 1 : held) }
    for _ in 0..<heldOnes { output.append(carry ? 0 : 0xFF) }
    heldOnes = 0
    held = byte
  }
}

/// The reading half. Any bytes decode to something: what they mean is checked by the checksum around them.
struct BinaryRangeDecoder {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var code: UInt64 = 0
  private var range: UInt64 = (1 << BinaryRangeCoder.width) - 1

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
    for _ in 0..<(BinaryRangeCoder.width / 8) { code = (code << 8) | UInt64(nextByte()) }
  }

  /// The next bit, whose probability of being 1 is `probability`/65536.
  mutating func decode(probability: UInt16) -> Bool {
    let part = (range >> BinaryRangeCoder.probabilityBits) * UInt64(probability)
    let bit = code < part
    if bit {
      range = part
    } else {
      code -= part
      range -= part
    }
    while range < BinaryRangeCoder.shortest {
      range <<= 8
      code = ((code << 8) | UInt64(nextByte())) & ((1 << BinaryRangeCoder.width) - 1)
    }
    return bit
  }

  /// `count` equally likely bits, highest first.
  mutating func decodeEqual(count: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count { value = value << 1 | (decode(probability: 0x8000) ? 1 : 0) }
    return value
  }

  private mutating func nextByte() -> UInt8 {
    guard position < bytes.endIndex else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }
}
