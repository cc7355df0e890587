extension FixedWidthInteger {
  /// The bytes, lowest first.
  package var littleEndianBytes: [UInt8] {
    (0..<(Self.bitWidth / 8)).map { UInt8(truncatingIfNeeded: self >> Self(8 * $0)) }
  }

  /// The number whose bytes begin at `place`, lowest first.
  package init<Bytes: Collection>(littleEndian bytes: Bytes, at place: Int)
  where Bytes.Element == UInt8, Bytes.Index == Int {
    self = (0..<(Self.bitWidth / 8)).reduce(0) { $0 | Self(truncatingIfNeeded: bytes[place + $1]) << Self(8 * $1) }
  }
}
