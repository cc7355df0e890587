import AuditRecord
import Foundation
import Reporting
import Testing

@Suite("Pictures of a run's folder") struct RunFolderPicturesTests {
  @Test func readsWhatBrowsersShowAndNothingElse() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(count: 90)
    let webp = Data("RIFF".utf8) + Data(count: 4) + Data("WEBP".utf8) + Data(count: 20)
    try png.write(to: folder.appendingPathComponent("a.png"))
    try webp.write(to: folder.appendingPathComponent("b.webp"))
    try Data("<svg/>".utf8).write(to: folder.appendingPathComponent("c.png"))

    var record = SampleRun.record.cases[0]
    record.measurement.pictures = .init(reference: "a.png", start: "b.webp", attacked: "c.png")
    let source = RunFolderPictures(folder: folder)
    let reference = try #require(source.pictures(of: record)[.reference])
    #expect(reference.mediaType == "image/png" && reference.bytes == png)
    #expect(reference.width == record.measurement.width && reference.height == record.measurement.height)
    #expect(source.pictures(of: record)[.start]?.mediaType == "image/webp")
    #expect(source.pictures(of: record)[.attacked] == nil)
    #expect(RunFolderPictures(folder: folder, largestFile: 50).pictures(of: record)[.reference] == nil)
    record.measurement.pictures.reference = "missing.png"
    #expect(source.pictures(of: record)[.reference] == nil)
  }
}
