import Foundation
import ImageFiles
import Raster
import TestSupport
import Testing

private let photographs = "images/dev"

/// The photographs as Pillow 9.4.0 reads them (`zlib.crc32(Image.open(f).tobytes())`, Python 3.11, 2026-11-24).
@Suite("Photographs", .needsShared(photographs)) struct PhotographTests {
  @Test(arguments: [
    ("kodim01", 768, 512, 0x84E4_7A96 as UInt32), ("kodim02", 768, 512, 0x4E04_593D),
    ("kodim03", 768, 512, 0x00A6_181E),
    ("kodim04", 512, 768, 0x63CF_A488), ("kodim06", 768, 512, 0x6040_C22E), ("kodim08", 768, 512, 0xA0C8_9E14),
    ("kodim10", 512, 768, 0xB4DA_2603), ("kodim11", 768, 512, 0xCE73_6579), ("kodim13", 768, 512, 0x959B_65A6),
    ("kodim16", 768, 512, 0x59C2_8222), ("kodim18", 512, 768, 0xBCD5_4731), ("kodim20", 768, 512, 0x2381_3E0E),
  ]) func sameAsPillow(name: String, width: Int, height: Int, checksum: UInt32) throws {
    let decoded = try ImageReader.read(path: SharedFolder.url.appending(path: "\(photographs)/\(name).png").path)
    #expect(decoded.image.width == width)
    #expect(decoded.image.height == height)
    #expect(decoded.image.bitDepth == 8)
    #expect(decoded.notes.isEmpty)
    #expect(decoded.image.checksum == checksum)
  }
}
