import Glibc
import ImageFiles
import Raster
import Testing

@Suite("PNG writer") struct PNGWriterTests {
  @Test(arguments: [8, 16], [PNGWriter.Compression.fast, .small])
  func readsBackTheSame(bitDepth: Int, compression: PNGWriter.Compression) throws {
    for (width, height) in [(1, 1), (7, 5), (301, 200)] {
      let image = RGBImage.scene(width: width, height: height, bitDepth: bitDepth)
      let bytes = try PNGWriter.encode(image, compression: compression)
      #expect(try ImageReader.read(data: bytes, name: "x").image == image)
      #expect(try PNGWriter.encode(image, compression: compression) == bytes)
    }
  }

  @Test func writesWholeFilesOnly() throws {
    let folder = "/tmp/audit-png-\(UInt64.random(in: 0 ... .max))"
    #expect(mkdir(folder, 0o700) == 0)
    defer {
      unlink(folder + "/a.png")
      rmdir(folder)
    }
    let first = RGBImage.scene(width: 20, height: 10, seed: 1)
    let second = RGBImage.scene(width: 20, height: 10, seed: 2)
    try PNGWriter.write(first, to: folder + "/a.png")
    try PNGWriter.write(second, to: folder + "/a.png")
    #expect(try ImageReader.read(path: folder + "/a.png").image == second)
    let error = #expect(throws: ImageFileError.self) { try PNGWriter.write(first, to: folder + "/none/a.png") }
    #expect(error?.description.contains("/none/a.png: cannot be written: No such file") == true)
    // Nothing but the file is left in the folder.
    #expect(unlink(folder + "/a.png") == 0)
    #expect(rmdir(folder) == 0)
  }
}
