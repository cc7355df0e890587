import Raster

/// CRC-32 as zlib's `crc32` (polynomial 0xEDB88320), the checksum in which the tests keep what other decoders gave.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var table = [UInt32](repeating: 0, count: 256)
  for index in 0..<256 {
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    table[index] = value
  }
  var crc = UInt32.max
  for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ (crc >> 8) }
  return ~crc
}

extension RGBImage {
  /// CRC-32 of the samples R, G, B, R, G, B … row by row: one byte each for 8 bits, two (high first) for 16.
  var checksum: UInt32 {
    var bytes: [UInt8] = []
    for index in red.samples.indices {
      for sample in [red.samples[index], green.samples[index], blue.samples[index]] {
        if bitDepth == 16 { bytes.append(UInt8(sample >> 8)) }
        bytes.append(UInt8(sample & 255))
      }
    }
    return crc32(bytes)
  }
}
