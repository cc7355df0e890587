import Foundation
import ImageFiles
import Raster
import Reporting
import Testing

@testable import AuditRecord
@testable import AuditRunner
@testable import Scoring

@Suite("Pictures of the page") struct ReportPicturesTests {
  private func flat(_ width: Int, _ height: Int) -> RGBImage {
    let plane = Plane<UInt16>(width: width, height: height, samples: Array(repeating: 100, count: width * height))
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
  }

  /// The image with a bright square of 40 pixels at (x, y).
  private func marked(_ image: RGBImage, x: Int, y: Int) -> RGBImage {
    var result = image
    for row in y..<(y + 40) {
      for column in x..<(x + 40) { result.green.samples[row * image.width + column] = 200 }
    }
    return result
  }

  @Test func largePicturesAreCutAtOnePlaceAndSmallOnesAreNot() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (width, height, cut) in [(1600, 1000, true), (640, 480, false)] {
      let image = flat(width, height)
      let attacked = marked(image, x: width - 100, y: height - 100)
      try PNGWriter.write(image, to: folder.appendingPathComponent("reference.png").path)
      try PNGWriter.write(attacked, to: folder.appendingPathComponent("attacked.png").path)
      let record = CaseRecord(
        measurement: CaseMeasurement(
          key: CaseKey(image: "a", start: "reference", attack: "x"), attackID: "x", width: width, height: height,
          pictures: .init(reference: "reference.png", start: "reference.png", attacked: "attacked.png")),
        verdict: .failed, finding: .beyondLimit)
      let found = ReportPictures(folder: folder.path).pictures(of: record)
      #expect(Set(found.keys) == Set(PictureRole.allCases))
      #expect(found[.reference]?.id == found[.start]?.id, "the same picture is embedded once")
      let picture = try #require(found[.attacked])
      let back = try ImageReader.read(data: Array(picture.bytes), name: "page").image
      #expect(back.width == picture.width && back.height == picture.height)
      guard cut else {
        #expect(picture.cropOrigin == nil && back == attacked)
        continue
      }
      let origin = try #require(picture.cropOrigin)
      #expect(found[.reference]?.cropOrigin == origin)
      #expect(back == attacked.cropped(x: origin.x, y: origin.y, width: 768, height: 512))
      #expect(back.green.samples.contains(200), "the attacked part is in it")
    }
  }

  @Test func readsWhatThePageShowsAndNothingElse() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(count: 90)
    try png.write(to: folder.appendingPathComponent("a.png"))
    try (png + Data(count: ReportPictures.largestFile)).write(to: folder.appendingPathComponent("b.png"))
    try Data("<svg/>".utf8).write(to: folder.appendingPathComponent("c.png"))
    var measurement = CaseMeasurement(
      key: CaseKey(image: "a", start: "reference", attack: "x"), attackID: "x", width: 640, height: 480,
      pictures: .init(reference: "a.png", start: "b.png", attacked: "c.png"))
    func found() -> [PictureRole: EmbeddedPicture] {
      ReportPictures(folder: folder.path).pictures(
        of: CaseRecord(measurement: measurement, verdict: .failed, finding: .beyondLimit))
    }
    #expect(found().keys.map(\.self) == [.reference])
    let webp = Data("RIFF".utf8) + Data(count: 4) + Data("WEBP".utf8) + Data(count: 20)
    try webp.write(to: folder.appendingPathComponent("d.png"))
    measurement.pictures.start = "d.png"
    #expect(found()[.start]?.mediaType == "image/webp")
    measurement.pictures.start = "b.png"
    let reference = try #require(found()[.reference])
    #expect(reference.mediaType == "image/png" && reference.bytes == png && reference.cropOrigin == nil)
    #expect(reference.width == 640 && reference.height == 480)
    measurement.pictures.reference = "missing.png"
    #expect(found().isEmpty)
  }
}
