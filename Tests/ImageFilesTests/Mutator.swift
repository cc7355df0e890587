import Raster

/// Damages files at random, the same way for the same seed.
struct Mutator {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// A copy with one to four changes. Half of the damaged PNGs get right checksums again, or libpng would look no
  /// further than the first chunk that is touched.
  mutating func damage(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<(1 + below(4)) where !bytes.isEmpty { change(&bytes) }
    if below(2) == 0, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { repairChecksums(&bytes) }
    return bytes
  }

  private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

  private mutating func change(_ bytes: inout [UInt8]) {
    // Headers are where sizes and offsets stand, so half of the changes fall there.
    let at = below(2) == 0 ? below(min(64, bytes.count)) : below(bytes.count)
    switch below(9) {
    case 0, 1: bytes[at] ^= 1 << UInt8(below(8))
    case 2: bytes[at] = UInt8(below(256))
    case 3: bytes[at] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF][below(6)]
    case 4, 5:
      // A number of two or four bytes in either order.
      let value = [0, 1, 2, 3, 7, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
        .map(UInt64.init)[below(14)]
      let size = 2 + 2 * below(2)
      let isBig = below(2) == 0
      for index in 0..<size where at + index < bytes.count {
        bytes[at + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * (isBig ? size - 1 - index : index)))
      }
    case 6: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(16)))
    case 7: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + below(32))], at: below(bytes.count))
    default: bytes.removeLast(below(bytes.count))
    }
  }

  private func repairChecksums(_ bytes: inout [UInt8]) {
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - offset - 12 else { return }
      let crc = crc32(Array(bytes[(offset + 4)..<(offset + 8 + length)]))
      for index in 0..<4 {
        bytes[offset + 8 + length + index] = UInt8(truncatingIfNeeded: crc >> UInt32(24 - 8 * index))
      }
      offset += 12 + length
    }
  }
}
