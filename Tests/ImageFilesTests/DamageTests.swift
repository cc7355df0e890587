import Raster
import Testing

@testable import ImageFiles

@Suite("Damaged files") struct DamageTests {
  /// Small enough that a file whose header was changed to a large size costs the test nothing.
  static let limits = ImageLimits(maximumPixels: 100_000, maximumMemory: 16 << 20)

  @Test(arguments: SampleFile.all) func everyTruncationIsAnError(file: SampleFile) {
    for count in 0..<file.bytes.count {
      let error = #expect(throws: ImageFileError.self, "\(file.name), \(count) bytes") {
        try ImageReader.read(data: Array(file.bytes[..<count]), name: file.name, limits: Self.limits)
      }
      #expect(error?.file == file.name && error?.reason.isEmpty == false)
    }
  }

  /// Every chunk of a PNG has a checksum over its name and data, so no changed byte may go unnoticed.
  @Test(arguments: SampleFile.png) func everyChangedByteOfAPNGIsAnError(file: SampleFile) {
    for index in file.bytes.indices {
      var bytes = file.bytes
      bytes[index] ^= 0x10
      #expect(throws: ImageFileError.self, "\(file.name), byte \(index)") {
        try ImageReader.read(data: bytes, name: file.name, limits: Self.limits)
      }
    }
  }

  /// Whatever is in a file, reading ends with an image or with an error that names the file.
  @Test(arguments: SampleFile.all + [.cmykJPEG, .animatedWebP, .plainTIFF])
  func randomDamageNeverCrashes(file: SampleFile) throws {
    var mutator = Mutator(seed: UInt64(crc32(Array(file.name.utf8))))
    for _ in 0..<150 {
      let bytes = mutator.damage(file.bytes)
      do throws(ImageFileError) {
        let image = try ImageReader.read(data: bytes, name: file.name, limits: Self.limits).image
        #expect(image.width * image.height <= Self.limits.maximumPixels)
      } catch {
        #expect(error.file == file.name && !error.reason.isEmpty)
      }
    }
  }

  /// Messages of libtiff go through process-wide handlers; each must land with its own file.
  @Test func messagesOfParallelReadersStayApart() async throws {
    let good = SampleFile.plainTIFF
    let bad = try changed(good.bytes, tag: 273, to: 1 << 20)
    @Sendable func read(_ isGood: Bool) throws {
      for _ in 0..<200 {
        if isGood {
          #expect(try ImageReader.read(data: good.bytes, name: "good").image.checksum == good.checksum)
        } else {
          let error = #expect(throws: ImageFileError.self) { try ImageReader.read(data: bad, name: "bad") }
          #expect(error?.file == "bad")
        }
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 { group.addTask { try read(task % 2 == 0) } }
      try await group.waitForAll()
    }
  }
}
