import AuditRecord
import Foundation
import ImageFiles
import Raster
import Reporting
import Testing

@Suite("audit gate") struct GateTests {
  /// A suite that is measured in a second.
  static let suite = """
    name: tiny
    description: For the tests.
    ladders: [{codec: jpeg, rungs: 6}]
    panel: [psnr, ssim, gmsd, psnr_cb]
    attacks: [{attack: none, starts: [reference]}]
    """

  private struct Setup {
    let folder: URL

    /// Two references with a suite beside them.
    init() throws {
      folder = try Pictures.dataset(2)
      let references = folder.appendingPathComponent("originals")
      try FileManager.default.createDirectory(at: references, withIntermediateDirectories: true)
      for name in ["a.png", "b.png"] {
        try FileManager.default.moveItem(
          at: folder.appendingPathComponent(name), to: references.appendingPathComponent(name))
      }
      try Data(GateTests.suite.utf8).write(to: folder.appendingPathComponent("tiny.yml"))
    }

    func original(_ name: String) throws -> RGBImage {
      try ImageReader.read(path: folder.appendingPathComponent("originals/\(name).png").path).image
    }

    /// The references as JPEG decodes them again, written by `write` to `side/QUALITY/NAME.…`.
    func decode(
      _ side: String, qualities: [Int], _ write: (RGBImage, _ stem: URL, _ coded: [UInt8]) throws -> Void
    ) throws {
      for quality in qualities {
        let own = folder.appendingPathComponent("\(side)/\(quality)")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        for name in ["a", "b"] {
          let coded = try JPEGCodec.encode(try original(name), quality: quality)
          try write(try JPEGCodec.decode(coded), own.appendingPathComponent(name), coded)
        }
      }
    }

    func gate(_ arguments: [String]) throws -> Audit.Result {
      try Audit.run(
        ["gate", "--quiet", "--suite", "tiny.yml", "--reference", "originals"] + arguments, in: folder)
    }

    func record(_ run: String) throws -> GateRecord {
      try RecordJSON.decode(
        GateRecord.self, from: Data(contentsOf: folder.appendingPathComponent("\(run)/audit.json")))
    }
  }

  private static func png(_ image: RGBImage, _ stem: URL, _ coded: [UInt8]) throws {
    try PNGWriter.write(image, to: stem.appendingPathExtension("png").path)
    try Data(coded).write(to: stem.appendingPathExtension("jpg"))
  }

  @Test func y4mFramesAreTakenAsTheyAre() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60]) { image, stem, _ in
      let frame = try Y4MWriter.encode([BT709.picture(image)])
      try Data(frame).write(to: stem.appendingPathExtension("y4m"))
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(result.status == 0, "\(result.errors)\(result.output)")
    let record = try setup.record("run")
    // Same luma, so what reads luma alone must not see a change.
    #expect(record.changes.count == 4)
    for change in record.changes {
      #expect(change.metric == 0 && change.members["ssim"] == 0 && change.members["psnr"] == 0)
    }
    #expect(!record.header.bitsKnown)
  }

  @Test func y4mThatIsNoStillOfLimitedRangeIsNamed() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    try setup.decode("new", qualities: [30]) { image, stem, _ in
      let frame = BT709.picture(image)
      let isA = stem.lastPathComponent == "a"
      let stream = try isA ? Y4MWriter.encode([frame, frame]) : Y4MWriter.encode([frame], range: .full)
      try Data(stream).write(to: stem.appendingPathExtension("y4m"))
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(result.status == 65)
    #expect(result.output.contains("candidate: 30/a.png: Y4M: has several frames"))
    #expect(result.output.contains("candidate: 30/b.png: Y4M: is of full range"))
  }

  @Test func picturesThatAreTheirOwnBitstreamsHaveSizes() throws {
    let setup = try Setup()
    for side in ["old", "new"] {
      try setup.decode(side, qualities: [30, 60]) { _, stem, coded in
        try Data(coded).write(to: stem.appendingPathExtension("jpg"))
      }
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(result.status == 0, "\(result.errors)")
    let record = try setup.record("run")
    #expect(record.header.bitsKnown)
    #expect(record.changes.count == 4 && record.changes.allSatisfy { $0.metric == 0 })
    #expect(record.overall.rule == .unchanged)
  }

  @Test func aSecondPictureOfOneNameIsNamed() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    try setup.decode("new", qualities: [30]) { image, stem, _ in
      try PNGWriter.write(image, to: stem.appendingPathExtension("png").path)
      try Data(try Y4MWriter.encode([BT709.picture(image)])).write(to: stem.appendingPathExtension("y4m"))
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(result.status == 65)
    #expect(result.output.contains("30/a.y4m: is a second picture of its name and rate"))
  }

  @Test func checkpointsShareBitstreams() throws {
    let setup = try Setup()
    let itself = try setup.gate([
      "--baseline-checkpoint", "base", "--candidate-checkpoint", "base", "--qualities", "0,2", "-o", "itself",
    ])
    #expect(itself.status == 0, "\(itself.errors)")
    let same = try setup.record("itself")
    #expect(same.changes.count == 4)
    #expect(same.changes.allSatisfy { $0.metric == 0 && $0.members.values.allSatisfy { $0 == 0 } })

    let naive = try setup.gate([
      "--baseline-run", "itself", "--candidate-checkpoint", "decoder-naive", "--qualities", "0,2", "-o", "naive",
    ])
    #expect(naive.status == 0 || naive.status == 1, "\(naive.errors)")
    let record = try setup.record("naive")
    let sizes = Dictionary(grouping: record.pictures) { "\($0.image) \($0.rate)" }.mapValues { $0.map(\.bytes) }
    #expect(sizes.count == 4 && sizes.values.allSatisfy { $0.count == 2 && $0[0] != nil && $0[0] == $0[1] })
    #expect(record.changes.contains { $0.metric != 0 })

    let unknown = try setup.gate([
      "--baseline-checkpoint", "base", "--candidate-checkpoint", "decoder-naive", "--qualities", "0,99",
    ])
    #expect(unknown.status == 64 && unknown.errors.contains("not 99"))
  }

  @Test func aSavedBaselineOfOtherPicturesIsRefused() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    #expect(try setup.gate(["--baseline", "old", "--candidate", "old", "-o", "release"]).status == 0)
    #expect(try setup.gate(["--baseline-run", "release", "--candidate", "old", "-o", "again"]).status == 0)

    var changed = try setup.original("a")
    changed.red.samples[0] ^= 1
    try PNGWriter.write(changed, to: setup.folder.appendingPathComponent("originals/a.png").path)
    let result = try setup.gate(["--baseline-run", "release", "--candidate", "old", "-o", "third"])
    #expect(result.status == 65)
    #expect(result.output.contains("a.png: is not the picture that the saved run was measured on"))
    // The other reference is judged all the same.
    #expect(try setup.record("third").imageChanges.map(\.image) == ["b.png"])
  }
}
