import Foundation
import Glibc
import RunStorage
import Testing

@testable import AuditRunner

@Suite("Finding images") struct DatasetScannerTests {
  /// A new folder with these files in it.
  private func folder(_ files: [String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scan-\(UUID().uuidString)")
    for file in files {
      let url = folder.appendingPathComponent(file)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data([1]).write(to: url)
    }
    return folder
  }

  private func link(_ folder: URL, _ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
  }

  @Test func recursiveSortedAndCounted() throws {
    let root = try folder(["b.png", "a.TIFF", "sub/deep/c.jpeg", "sub/d.webp", "notes.txt", "sub/e.xmp", ".hidden.png"])
    let dataset = try DatasetScanner.scan([root.path])
    #expect(dataset.items.map(\.name) == ["a.TIFF", "b.png", "sub/d.webp", "sub/deep/c.jpeg"])
    #expect(dataset.skippedFiles == 2)
    #expect(dataset.names == [root.path])
    #expect(dataset.items[1].source == .file(path: root.path + "/b.png"))
  }

  @Test(.timeLimit(.minutes(1))) func linksInCirclesEnd() throws {
    let root = try folder(["a.png", "sub/b.png"])
    try link(root, "self", to: ".")
    try link(root, "sub/up", to: "..")
    try link(root, "loop.png", to: "loop.png")
    try link(root, "loop", to: "loop")
    let dataset = try DatasetScanner.scan([root.path])
    #expect(dataset.items.map(\.name) == ["a.png", "loop.png", "sub/b.png"])
    #expect(dataset.skippedFiles == 1)
    guard case .unreadable(let reason) = dataset.items[1].source else {
      Issue.record("a link to itself is no image")
      return
    }
    #expect(reason.contains("loop.png"))
  }

  @Test func linksToElsewhereAreFollowedOnce() throws {
    let other = try folder(["c.png"])
    let root = try folder(["a.png"])
    try link(root, "x", to: other.path)
    try link(root, "y", to: other.path)
    #expect(try DatasetScanner.scan([root.path]).items.map(\.name) == ["a.png", "x/c.png"])
  }

  @Test func aFolderNamedLikeAnImageIsAFolder() throws {
    let root = try folder(["album.png/a.png"])
    #expect(try DatasetScanner.scan([root.path]).items.map(\.name) == ["album.png/a.png"])
  }

  @Test(.timeLimit(.minutes(1))) func aPipeIsNotWaitedFor() throws {
    let root = try folder(["a.png"])
    #expect(mkfifo(root.appendingPathComponent("pipe.png").path, 0o600) == 0)
    let items = try DatasetScanner.scan([root.path]).items
    #expect(items.map(\.name) == ["a.png", "pipe.png"])
    if case .unreadable = items[1].source {} else { Issue.record("a pipe is no image") }
  }

  @Test func filesFoldersAndBoth() throws {
    let root = try folder(["x/one.png", "y/one.png", "y/two.png", "z/odd.dat"])
    let dataset = try DatasetScanner.scan(["x", "y", "z/odd.dat"].map { root.path + "/" + $0 })
    // Only the shared name needs its dataset's; a file that is named outright is taken whatever its extension.
    #expect(dataset.items.map(\.name) == ["odd.dat", "two.png", "x/one.png", "y/one.png"])
    #expect(Set(dataset.items.map(\.name)).count == dataset.items.count)
  }

  @Test func equalNamesOfEqualFoldersTakeTheirPaths() throws {
    let root = try folder(["p/images/one.png", "q/images/one.png"])
    let dataset = try DatasetScanner.scan(["p/images", "q/images/"].map { root.path + "/" + $0 })
    #expect(
      dataset.items.map(\.name) == [root.path + "/p/images/one.png", root.path + "/q/images/one.png"])
  }

  @Test func theSameDatasetTwiceIsOne() throws {
    let root = try folder(["one.png"])
    #expect(try DatasetScanner.scan([root.path, root.path + "/"]).items.count == 1)
  }

  @Test func nothingThereIsAnError() throws {
    let root = try folder(["notes.txt"])
    #expect(#expect(throws: AuditError.self) { try DatasetScanner.scan([root.path]) }?.kind == .input)
    let error = #expect(throws: AuditError.self) { try DatasetScanner.scan([root.path + "/nowhere"]) }
    #expect(error?.kind == .input && error?.description.contains("nowhere") == true)
  }

  // MARK: - What this program wrote

  @Test func theOutputIsNoInput() throws {
    let root = try folder(["a.png", "Reports/run/images/a.png/reference.png", "Reports/b.png"])
    let output = root.appendingPathComponent("Reports/run").path
    #expect(try DatasetScanner.scan([root.path]).items.count == 3)
    #expect(try DatasetScanner.scan([root.path], besides: output).items.map(\.name) == ["Reports/b.png", "a.png"])
    // Whatever way leads there, and where it is not there yet.
    try link(root, "again", to: "Reports/run")
    #expect(
      try DatasetScanner.scan([root.path], besides: root.path + "/again").items.map(\.name) == [
        "Reports/b.png", "a.png",
      ])
    #expect(try DatasetScanner.scan([root.path], besides: root.path + "/none").items.count == 3)
  }

  @Test func aDatasetInTheOutputIsRefused() throws {
    let root = try folder(["run/images/mine/a.png", "other/b.png"])
    let output = root.appendingPathComponent("run").path
    try link(root, "way", to: "run/images")
    for inside in ["run", "run/images/mine", "run/images/mine/a.png", "way", "way/mine", "other/../run/images"] {
      let error = #expect(throws: AuditError.self) {
        try DatasetScanner.scan([root.path + "/other", root.path + "/" + inside], besides: output)
      }
      #expect(error?.kind == .usage, "\(inside)")
      #expect(error?.description.contains("lies in the output folder") == true, "\(inside)")
    }
    #expect(try DatasetScanner.scan([root.path + "/other"], besides: output).items.map(\.name) == ["b.png"])
  }

  /// Pictures of earlier runs are no photographs; a folder that is named outright is taken.
  @Test func runsOfThisProgramArePassedOver() throws {
    let root = try folder(["a.png", "run/images/a.png/reference.png", "foreign/run.json", "foreign/c.png"])
    let header = #"{"schema":5,"toolVersion":"0","images":["a.png"]}"#
    try Data(header.utf8).write(to: root.appendingPathComponent("run/run.json"))
    #expect(try DatasetScanner.scan([root.path]).items.map(\.name) == ["a.png", "foreign/c.png"])
    #expect(try DatasetScanner.scan([root.path + "/run"]).items.map(\.name) == ["images/a.png/reference.png"])
  }
}
