/// A coded picture as it lies in a file.
///
/// | bytes | content |
/// |---|---|
/// | 0–3 | `AUDC` |
/// | 4 | version, 1 |
/// | 5 | rate |
/// | 6–7, 8–9 | width and height, little-endian, 1…65535 |
/// | 10–13 | identity of the checkpoint's entropy model, little-endian |
/// | 14–17 | CRC-32 of everything else, little-endian |
/// | 18… | range-coded latents |
public struct Bitstream: Sendable, Equatable {
  /// Bytes before the coded latents.
  static let headerLength = 18
  private static let magic: [UInt8] = Array("AUDC".utf8)
  private static let version: UInt8 = 1

  /// The rate of the model, from 0 for the smallest.
  public let rate: Int
  /// Columns of the picture.
  public let width: Int
  /// Rows of the picture.
  public let height: Int
  /// The entropy model it was written for.
  public let modelIdentity: UInt32
  /// The range-coded latents.
  let payload: [UInt8]

  /// Columns of latents.
  var latentWidth: Int { (width + CodecConfiguration.alignment - 1) / CodecConfiguration.alignment }
  /// Rows of latents.
  var latentHeight: Int { (height + CodecConfiguration.alignment - 1) / CodecConfiguration.alignment }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var header = Self.magic + [Self.version, UInt8(rate)]
    for side in [width, height] { header += UInt16(side).littleEndianBytes }
    header += modelIdentity.littleEndianBytes
    let checksum = CRC32.checksum(payload, continuing: CRC32.checksum(header))
    return header + checksum.littleEndianBytes + payload
  }

  /// States a bitstream.
  init(rate: Int, width: Int, height: Int, modelIdentity: UInt32, payload: [UInt8]) {
    self.rate = rate
    self.width = width
    self.height = height
    self.modelIdentity = modelIdentity
    self.payload = payload
  }

  /// Reads a file's bytes: nothing is allocated before the checksum holds.
  /// - Throws: `BitstreamError`
  /// - Complexity: O(count)
  public init(_ bytes: [UInt8]) throws(BitstreamError) {
    guard bytes.count >= Self.magic.count, Array(bytes.prefix(4)) == Self.magic else { throw .notABitstream }
    guard bytes.count >= Self.headerLength else { throw .truncated }
    guard bytes[4] == Self.version else { throw .unknownVersion(Int(bytes[4])) }
    let checksum = CRC32.checksum(
      bytes[Self.headerLength...], continuing: CRC32.checksum(bytes[0..<14]))
    guard checksum == UInt32(littleEndian: bytes, at: 14) else { throw .damaged }
    rate = Int(bytes[5])
    width = Int(UInt16(littleEndian: bytes, at: 6))
    height = Int(UInt16(littleEndian: bytes, at: 8))
    modelIdentity = UInt32(littleEndian: bytes, at: 10)
    payload = Array(bytes[Self.headerLength...])
    guard width > 0 && height > 0 else { throw .implausibleSize(width: width, height: height) }
  }

  /// Latents that one byte can stand for: each costs a zero flag, and that at least −log₂(1 − floor/65536) bits.
  static let latentsPerByte = Int(8 / (1.4426950408889634 * Double(AdaptiveBit.floor) / 65536))
}
