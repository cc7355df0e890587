import Foundation
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import TestSupport
import Testing

@testable import AuditRecord
@testable import AuditRunner
@testable import Scoring

/// A record is held against itself: what its own values and pictures do not give is named.
@Suite("Verifying a record") struct RunVerificationTests {
  private let folder: StudyFolder
  private var output: String { "\(folder.path)/run" }

  /// An audit of one picture by PSNR, with a panel of two, of the start itself and of a step up the gradient.
  init() async throws {
    folder = try StudyFolder()
    let dataset = try folder.images("a.png", side: 256)
    let jpeg = StartSpec.encode(.jpeg, quality: 30)
    let suite = Suite(
      name: "s", description: "", ladders: [Suite.Ladder(codec: .jpeg, rungs: 4)], panel: ["ssim", "gmsd"],
      attacks: [
        Suite.Entry(name: "none", attack: "none", starts: [jpeg]),
        Suite.Entry(name: "pgd", attack: "pgd-linf", starts: [jpeg], parameters: ["steps": 8]),
      ])
    let work = WorkRequest(output: output, jobs: 1, seed: 1, startedAt: "2026-01-01T00:00:00Z")
    let audit = try AuditExperiment(metric: PSNR(), suite: suite, dataset: dataset, maxInflation: nil, work: work)
    try ReportFiles.write(try await audit.perform(work) { _ in }, to: output)
  }

  private func verify() async throws(AuditError) -> RunVerification {
    try await RunVerification.verify(output, jobs: 2)
  }

  private func text(_ file: RunFile) throws -> String {
    try String(contentsOfFile: "\(output)/\(file.rawValue)", encoding: .utf8)
  }

  private func write(_ text: String, _ file: RunFile) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(output)/\(file.rawValue)"))
  }

  /// Changes the lines of the record, and its document with them, as a forger would.
  private func forge(
    header: (inout RunHeader) -> Void = { _ in }, lines: (inout [CaseRecord]) -> Void = { _ in },
    ladders: (inout [LadderRecord]) -> Void = { _ in }, document: Bool = true
  ) throws {
    let run = try RunFolder<CaseRecord>(reading: output)
    var (head, cases, steps) = (run.header, run.lines, run.ladders)
    header(&head)
    lines(&cases)
    ladders(&steps)
    try RecordFile.write(head, to: "\(output)/run.json")
    try write(try cases.map { String(decoding: try RecordJSON.line($0), as: UTF8.self) }.joined(), .cases)
    try write(try steps.map { String(decoding: try RecordJSON.line($0), as: UTF8.self) }.joined(), .ladders)
    if document { try Conclusion(reading: output).write(json: "\(output)/audit.json") }
  }

  private func expectDenied(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let result = try await verify()
    #expect(!result.holds, sourceLocation: sourceLocation)
    let said = result.contradictions + result.unreadable + result.differences.map { "\($0)" }
    #expect(said.contains { $0.contains(words) }, "\(said)", sourceLocation: sourceLocation)
  }

  @Test func whatWasMadeHolds() async throws {
    let result = try await verify()
    #expect(result.holds && result.contradictions.isEmpty && result.notKept.isEmpty)
    // The start's picture and the attacked one, with three values each; two cases and the whole.
    #expect(result.pictures == 2 && result.values == 6 && result.judgements == 3)
    // A forger that forges nothing is not found.
    try forge()
    #expect(try await verify().holds)
  }

  @Test func aForgedVerdictIsNoticed() async throws {
    try forge(lines: { $0[0].verdict = $0[0].verdict == .passed ? .failed : .passed })
    try await expectDenied("a.png none jpeg:30.verdict is recorded as")
  }

  @Test(arguments: ["inflation", "implied", "reading", "group", "finding"]) func aForgedJudgementIsNoticed(
    what: String
  ) async throws {
    try forge(lines: { lines in
      switch what {
      case "inflation": lines[1].inflation = 0
      case "implied": lines[1].implied = 50
      case "reading": lines[1].readings[0].inflation = 0
      case "group": lines[1].inflationByGroup = [:]
      default: lines[1].finding = .noLimit
      }
    })
    try await expectDenied(
      "a.png pgd jpeg:30.\(what == "group" ? "inflationByGroup" : what == "reading" ? "readings" : what)")
  }

  @Test func aForgedLimitIsNoticed() async throws {
    // The forger forgets to judge again; one that does not has changed what was asked, which nothing can tell.
    try forge(header: { $0.limit = -1000 })
    try await expectDenied(".verdict is recorded as")
  }

  @Test func aForgedOrEmptiedLadderIsNoticed() async throws {
    try forge(ladders: { ladders in
      for index in ladders[0].rungs.indices { ladders[0].rungs[index].score += 5 }
    })
    try await expectDenied("inflation")
    try forge(ladders: { $0 = [] })
    try await expectDenied("inflation")
  }

  @Test func aForgedScoreIsNoticed() async throws {
    // Judged again by the forger, so that the record agrees with itself.
    let run = try RunFolder<CaseRecord>(reading: output)
    try forge(lines: { lines in
      var measurement = lines[1].measurement
      measurement.attacked?.score += 1
      lines[1] = score(measurement, ladders: run.ladders, header: run.header)
    })
    let result = try await verify()
    #expect(result.contradictions.isEmpty)
    #expect(result.differences.map(\.metric) == ["psnr"] && result.differences.first?.picture.contains("pgd") == true)
  }

  @Test func emptiedRecordsAreNoticed() async throws {
    let lines = try text(.cases)
    try forge(lines: { $0 = [] })
    try await expectDenied("is not finished: 0 of 2 pieces of work, 0 of 1 images; it lacks")
    try write(lines, .cases)
    try forge(lines: { $0.removeLast() })
    try await expectDenied("is not finished: 1 of 2 pieces of work, 0 of 1 images; it lacks")
    try write(lines, .cases)
    try forge(lines: { cases in
      for index in cases.indices { cases[index].measurement.pictures = .init() }
    })
    try await expectDenied("a.png: the record names no")
    try write(lines, .cases)
    try forge(lines: { cases in
      for index in cases.indices { cases[index].measurement.attacked = nil }
    })
    try await expectDenied("a.png")
  }

  @Test func theDocumentIsHeldAgainstTheLines() async throws {
    let whole = try text(.record)
    try write(whole.replacing("\"toolVersion\" : \"", with: "\"toolVersion\" : \"9"), .record)
    #expect(try await verify().holds, "the version that wrote a document is no value of it")
    try write(whole.replacing("\"skippedFiles\" : 0", with: "\"skippedFiles\" : 3"), .record)
    try await expectDenied("audit.json.header.skippedFiles is recorded as 3, is 0")
    try write("{}", .record)
    try await expectDenied("audit.json.cases")
    try write("no JSON", .record)
    try await expectDenied("audit.json is no JSON")
    try FileManager.default.removeItem(atPath: "\(output)/audit.json")
    try await expectDenied("audit.json is missing")
  }

  @Test func changedAndMissingPicturesAreNoticed() async throws {
    for name in ["reference", "jpeg:30", "pgd from jpeg:30"] {
      let path = "\(output)/\(PicturePath.path(image: "a.png", name))"
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      var image = try ImageReader.read(path: path).image
      image.green[100, 100] ^= 64
      try PNGWriter.write(image, to: path)
      let changed = try await verify()
      #expect(!changed.differences.isEmpty, "\(name)")
      try FileManager.default.removeItem(atPath: path)
      #expect(try await verify().unreadable.count == 1, "\(name)")
      try before.write(to: URL(fileURLWithPath: path))
    }
    #expect(try await verify().holds)
  }

  @Test func aFolderWithNothingToVerifyIsRefused() async throws {
    try forge(header: { $0.images = [] }, lines: { $0 = [] }, ladders: { $0 = [] }, document: false)
    try FileManager.default.removeItem(atPath: "\(output)/audit.json")
    let error = await #expect(throws: AuditError.self) { try await verify() }
    #expect(error == .input(output, "holds nothing that could be verified"))
  }

  // MARK: - Rendering

  /// Reports are a function of the record: written twice, and in another folder, they are the same bytes.
  @Test func reportsAreTheSameBytesTwice() async throws {
    func reports(_ folder: String) throws -> [Data] {
      try ReportFiles.write(try Conclusion(reading: folder), to: folder)
      return try [RunFile.page, .record, .table, .junit].map {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0.rawValue)"))
      }
    }
    let written = try [RunFile.page, .record, .table, .junit].map {
      try Data(contentsOf: URL(fileURLWithPath: "\(output)/\($0.rawValue)"))
    }
    #expect(try reports(output) == written)
    #expect(try reports(output) == written)
    let other = "\(folder.path)/other"
    try FileManager.default.copyItem(atPath: output, toPath: other)
    // JUnit names attachments from where CI stands; everything else is the same wherever it lies.
    #expect(try reports(other).prefix(3) == written.prefix(3))
    // The order of the lines does not count.
    try write(try text(.cases).split(separator: "\n").reversed().map { "\($0)\n" }.joined(), .cases)
    #expect(try reports(output) == written)
  }

  @Test func aReportThatAKindDoesNotHaveIsRefused() throws {
    let record = try Conclusion(reading: output)
    #expect(ReportFiles.formats(of: .audit) == [.html, .junit, .json, .csv])
    var header = record.header
    header.kind = .evaluation
    let evaluation = Conclusion.evaluation(
      CodecEvaluationRecord(checkpoint: "", points: [], differences: [], failures: []), header)
    let error = #expect(throws: AuditError.self) {
      try ReportFiles.write(evaluation, to: folder.path, formats: [.json, .junit])
    }
    #expect(error == .usage("a codec's evaluation has no junit report"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/evaluation.json"), "nothing was written")
  }
}
