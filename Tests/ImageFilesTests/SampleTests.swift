import ImageFiles
import Raster
import Testing

@Suite("Sample files") struct SampleTests {
  @Test(arguments: SampleFile.all) func readsAsOthersDo(file: SampleFile) throws {
    let image = try ImageReader.read(data: file.bytes, name: file.name).image
    #expect(image.width == file.width)
    #expect(image.height == file.height)
    #expect(image.bitDepth == file.bitDepth)
    #expect(image.checksum == file.checksum)
  }

  /// Checksums of the file's eight orientations after Pillow 9.4.0's `ImageOps.exif_transpose` (2026-11-24).
  @Test(arguments: [
    (1, 0x962E_2AA3 as UInt32), (2, 0x450B_A7BB), (3, 0x880A_06AB), (4, 0xDC1F_DE85), (5, 0xFC29_952E),
    (6, 0xB7A7_FA9E), (7, 0xAD4F_1EAE), (8, 0x9D8C_C5A0),
  ]) func orientationIsApplied(orientation: Int, checksum: UInt32) throws {
    var bytes = try #require(SampleFile.jpeg.first { $0.name == "exif1.jpg" }).bytes
    // SOI, marker, length, "Exif␀␀", TIFF header, number of entries, then tag, type and count of the only one.
    let value = 2 + 2 + 2 + 6 + 8 + 2 + 8
    #expect(bytes[value] == 1)
    bytes[value] = UInt8(orientation)
    let decoded = try ImageReader.read(data: bytes, name: "exif.jpg")
    #expect(decoded.image.checksum == checksum)
    #expect(decoded.notes == (orientation == 1 ? [] : ["orientation \(orientation) applied"]))
  }

  @Test func greyStaysGreyWhenTurned() throws {
    let file = try #require(SampleFile.tiff.first { $0.name == "g8-strip3.tif" })
    let image = try ImageReader.read(data: file.bytes, name: file.name).image
    #expect(image.red == image.green && image.red == image.blue)
  }

  @Test func extensionsAreLowerCase() {
    #expect(ImageReader.readableExtensions == ["png", "tif", "tiff", "jpg", "jpeg", "webp"])
  }
}
