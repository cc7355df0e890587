import AuditRecord
import AuditRunner
import Foundation
import LearnedCodec
import Reporting
import RunStorage
import Scoring
import Testing

/// `Reports/demonstration`, as it was recorded with `audit codec demo photographs/
/// -o Reports/demonstration` on the twelve development photographs.
@Suite("Recorded demonstration") struct RecordedDemonstrationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let photographs = root.deletingLastPathComponent().appendingPathComponent("shared/images/dev")

  /// Points of VMAF NEG, and dB, that pixels one level apart can move a 768×512 picture by: another processor's BLAS rounds
  /// some pixels of a decoded picture the other way.
  private static let scoreTolerance = 0.05
  private static let psnrTolerance = 0.01

  private func record() throws -> CodecDemoRecord {
    try RecordJSON.decode(
      CodecDemoRecord.self,
      from: Data(contentsOf: Self.root.appendingPathComponent("Reports/demonstration/audit.json")))
  }

  /// What was measured is what is bundled: every checkpoint, parameter by parameter, and no other.
  @Test func recordIsOfTheBundledCheckpoints() throws {
    let record = try record()
    let base = CheckpointLibrary.base
    #expect(record.checkpoints.map(\.name) == CheckpointLibrary.names.filter { $0 != base })
    #expect(try record.baseChecksum == CodecPhotographs.checkpoint(base).checksum)
    for checkpoint in record.checkpoints {
      let bundled = try CodecPhotographs.checkpoint(checkpoint.name)
      #expect(
        checkpoint.checksum == bundled.checksum && checkpoint.provenance == bundled.provenance, "\(checkpoint.name)")
    }
  }

  /// The page says what the record says.
  @Test func pageIsOfTheRecord() throws {
    let record = try record()
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("Reports/demonstration/index.html"), encoding: .utf8)
    for arm in record.arms { #expect(page.contains(arm.name)) }
    for comparison in record.comparisons {
      #expect(page.contains(DemonstrationWords.message(comparison, metric: record.run.metric)))
    }
  }

  /// Judging the recorded pictures again gives the recorded record, and rendering it the recorded files, to the byte.
  @Test func renderingItAgainChangesNothing() throws {
    let folder = Self.root.appendingPathComponent("Reports/demonstration")
    let copy = try Scratch.folder().appendingPathComponent("demonstration")
    try FileManager.default.copyItem(at: folder, to: copy)
    for name in ["index.html", "cases.csv", "audit.json"] {
      try FileManager.default.removeItem(at: copy.appendingPathComponent(name))
    }
    let result = try Audit.run(["render", copy.path], in: copy)
    #expect(result.status == 0, "\(result.errors)")
    for name in ["index.html", "cases.csv", "audit.json"] {
      let same =
        try Data(contentsOf: copy.appendingPathComponent(name))
        == Data(contentsOf: folder.appendingPathComponent(name))
      #expect(same, "\(name)")
    }
  }

  /// It keeps no whole pictures: what is verified is that its values give its conclusions.
  @Test func itsConclusionsAreVerified() throws {
    let folder = Self.root.appendingPathComponent("Reports/demonstration")
    let result = try Audit.run(["verify", folder.path], in: Self.root)
    #expect(result.status == 0 && result.output == "0 pictures, 0 values, 1 judgement: all as recorded\n", "\(result)")
  }

  /// Every judgement is a gate's of this version, single rates included.
  @Test func judgementsAreOfThisVersionsRules() throws {
    let record = try record()
    let folder = Self.root.appendingPathComponent("Reports/demonstration").path
    guard case .demonstration(let again) = try Conclusion(reading: folder) else {
      Issue.record("the folder holds no demonstration")
      return
    }
    let isTheSame = again == record
    #expect(isTheSame)
    for comparison in record.comparisons { #expect(comparison.rates.map(\.rate) == record.rates) }
  }

  /// The fault: the score rises by more than 0.8 points while structure, fidelity and whole picture fall, and the gate says
  /// so of every seed.
  @Test func naiveDecoderGames() throws {
    let record = try record()
    let naive = try #require(record.arms.first { $0.name == "decoder-naive" })
    #expect(naive.checkpoints.count == 3)
    #expect(try #require(naive.metric.lower) > 0.8)
    for group in [PanelGroup.structure, .fidelity, .whole] {
      let change = try #require(naive.groups[group])
      #expect(try #require(change.upper) < 0, "\(group)")
    }
    for comparison in record.comparisons where naive.checkpoints.contains(comparison.checkpoint) {
      #expect(comparison.judgement.rule == .gamed && !comparison.passed)
    }
  }

  /// The effect is the loss and not the training: more of the base's own training gains less than a tenth.
  @Test func controlHardlyMoves() throws {
    let arms = try record().arms
    let control = try #require(arms.first { $0.name == "decoder-mse" })
    let naive = try #require(arms.first { $0.name == "decoder-naive" })
    #expect(abs(control.metric.value) < naive.metric.value / 10)
  }

  /// The bundled checkpoints give the recorded figures again.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: photographs.path),
      "needs the reference material beside the package"))
  func firstPhotographMeasuresTheSame() throws {
    let record = try record()
    let image = try #require(record.run.images.first)
    let names = ["decoder-naive-s1", "decoder-robust-s1", "encoder-naive-s1"]
    let output = try Scratch.folder()
    let result = try Audit.run(
      ["codec", "demo", Self.photographs.appendingPathComponent(image).path, "--rungs", "4", "--crops", "0", "-q"]
        + ["-o", output.path] + names.flatMap { ["--arm", $0] }, in: output)
    #expect(result.status == 0, "\(result.errors)")
    let again = try JSONDecoder().decode(
      CodecDemoRecord.self, from: Data(contentsOf: output.appendingPathComponent("audit.json")))
    #expect(again.pictures.count == record.rates.count * (1 + names.count))
    for picture in again.pictures {
      let old = try #require(
        record.pictures.first {
          $0.image == image && $0.checkpoint == picture.checkpoint && $0.rate == picture.rate
        })
      #expect(abs(picture.scored.score - old.scored.score) < Self.scoreTolerance, "\(picture.checkpoint)")
      let psnr = try #require(picture.scored.panel["psnr"])
      let before = try #require(old.scored.panel["psnr"])
      #expect(abs(psnr - before) < Self.psnrTolerance, "\(picture.checkpoint)")
      // Another processor may round a latent the other way; a bitstream's length then moves by a few bytes.
      #expect(abs(picture.bytes - old.bytes) <= max(8, old.bytes / 500), "\(picture.checkpoint)")
    }
  }
}
