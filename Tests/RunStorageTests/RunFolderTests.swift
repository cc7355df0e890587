import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import Scoring

@Suite("A run's folder") struct RunFolderTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ data: Data, _ file: RunFile) throws {
    try data.write(to: URL(fileURLWithPath: "\(scratch.path)/\(file.rawValue)"))
  }

  private func read() throws(AuditError) -> RunFolder<CaseRecord> { try RunFolder(reading: scratch.path) }

  @Test func sortsAndKeepsTheLaterOfTwo() throws {
    let lines = ["b.png", "a.png"].flatMap { image in ["unsharp", "none"].map { Sample.line(image, $0) } }
    let ladders = ["b.png", "a.png"].flatMap { image in ["webp", "jpeg"].map { Sample.ladder(image, codec: $0) } }
    try write(RecordJSON.document(Sample.header()), .run)
    try write(
      ([Sample.line("a.png", score: 99)] + lines).map { try RecordJSON.line($0) }.reduce(Data(), +), .cases)
    try write(ladders.map { try RecordJSON.line($0) }.reduce(Data(), +), .ladders)
    let run = try read()
    #expect(run.header == Sample.header() && run.lines == lines.reversed() && run.ladders == ladders.reversed())
  }

  @Test func aRunThatJustBeganHasNoCases() throws {
    try write(RecordJSON.document(Sample.header()), .run)
    let run = try read()
    #expect(run.lines.isEmpty && run.ladders.isEmpty)
    #expect(run.missing == CaseKey(image: "a.png", start: "jpeg:30", attack: "none"))
  }

  @Test func errorsNameTheFile() throws {
    func error() -> AuditError? {
      do throws(AuditError) { _ = try read() } catch { return error }
      return nil
    }
    let run = "\(scratch.path)/run.json"
    #expect(error() == .input(run, "is missing, so this is not the folder of a run of this program"))
    for text in ["[]", "", "{", #"{"schema":5}"#] {
      try write(Data(text.utf8), .run)
      #expect(error() == .input(run, "is not the header of a run"), "\(text)")
    }
    try write(RecordJSON.document(Sample.header()), .run)
    #expect(error() == nil)
    try write(Data("{}\n".utf8), .cases)
    #expect(error() == .input("\(scratch.path)/cases.jsonl", "line 1 is not a record of this program"))
    try write(Data(), .cases)
    try write(Data("{}\n".utf8), .ladders)
    #expect(error() == .input("\(scratch.path)/ladders.jsonl", "line 1 is not a record of this program"))
    // A kind that this program has, but another one.
    var header = Sample.header()
    header.kind = .gate
    try write(RecordJSON.document(header), .run)
    #expect(error() == .input(run, "is that of a gate, not of an audit"))
  }

  /// Records of other versions are refused by name, wherever they say their version, with what to do.
  @Test(arguments: [
    #"{"schema":4,"toolVersion":"0.0.9"}"#, #"{"run":{"schema":4,"toolVersion":"0.0.9","images":[]},"baseline":"x"}"#,
    #"{"schema":6,"toolVersion":"0.0.9"}"#,
  ]) func anotherSchemaIsRefusedByName(text: String) throws {
    try write(Data(text.utf8), .run)
    let error = #expect(throws: AuditError.self) { try read() }
    let schema = text.contains("4") ? 4 : 6
    #expect(error?.kind == .input)
    #expect(
      error?.reason.hasPrefix("is a record of schema \(schema), written by audit 0.0.9; this program reads schema 5")
        == true, "\(String(describing: error))")
  }

  /// A record may come from elsewhere: what it calls its pictures is read, copied and named in reports.
  @Test(arguments: [
    "../secret.png", "images/../../secret.png", "/etc/secret.png", "images/a.png/x.txt", "images/a.png/.hidden.png",
    "images//x.png", "images/x.png", "pictures/a.png/x.png", "", "images/a.png/x]]\n[[ATTACHMENT|/etc/passwd.png",
    "images/a.png/\u{1B}[2J.png",
  ]) func picturesElsewhereAreRefused(path: String) throws {
    try write(RecordJSON.document(Sample.header()), .run)
    let own = Sample.line("b.png", picture: PicturePath.path(image: ".. a/ä:b", "x from y:1"))
    try write(RecordJSON.line(own), .cases)
    #expect(try read().lines == [own])
    try write(RecordJSON.line(own) + RecordJSON.line(Sample.line("a.png", picture: path)), .cases)
    let error = #expect(throws: AuditError.self) { try read() }
    #expect(error == .input("\(scratch.path)/cases.jsonl", "names a picture that cannot be one of this folder's own"))
  }

  /// What is missing is told piece by piece; a line for the whole image stands for all of its pieces.
  @Test func theFirstMissingPieceIsTold() {
    func missing(_ lines: [CaseRecord], shard: String? = nil) -> CaseKey? {
      RunFolder(header: Sample.header(shard: shard), ladders: [], lines: lines).missing
    }
    let a = [Sample.line("a.png"), Sample.line("a.png", "unsharp")]
    #expect(missing([a[0]]) == a[1].key)
    #expect(missing(a)?.image == "b.png")
    #expect(missing(a + [Sample.failure("b.png")]) == nil)
    #expect(missing(a, shard: "1/2") == nil && missing(a, shard: "2/2")?.image == "b.png")
  }

  @Test func whatDiffersIsNamed() {
    var header = Sample.header()
    header.gate = GateRequest(
      baseline: "b", candidate: "c", bits: "sizes.csv",
      bands: GateBands(metricRise: 0.1, groupFall: [.structure: 0.2], groupRise: [.structure: 0.1], excess: 0.3),
      strict: false, maxRegression: nil, failInconclusive: false, complaints: [])
    var other = header
    other.startedAt = "2027-01-01T00:00:00Z"
    other.skippedFiles = 9
    #expect(header.differences(from: other).isEmpty)
    other.seed += 1
    other.images.removeLast()
    #expect(header.differences(from: other) == ["dataset", "seed"])
    let changes: [(String, (inout RunHeader) -> Void)] = [
      ("schema", { $0.schema += 1 }), ("kind", { $0.kind = .losses }), ("program version", { $0.toolVersion = "x" }),
      ("metric", { $0.metric.id = "x" }), ("panel", { $0.panel = [Sample.metric] }), ("suite", { $0.suite = "x" }),
      ("suite", { $0.attacks[0].parameters = ["x": 1] }), ("ladders", { $0.ladders["jpeg"] = 3 }),
      ("dataset", { $0.datasets = [] }), ("shard", { $0.shard = "1/2" }), ("limit", { $0.limit = nil }),
      ("limit", { $0.limitWasAsked = true }),
      ("known findings", { $0.known = KnownFindings(metric: "m", margin: 0.5) }), ("colour", { $0.colour = "x" }),
      ("dataset", { $0.images = [] }), ("baseline", { $0.gate?.baseline = "x" }),
      ("candidate", { $0.gate?.candidate = "x" }), ("sizes", { $0.gate?.bits = nil }),
      ("the gate's limits", { $0.gate?.bands.excess = 9 }), ("what fails the gate", { $0.gate?.strict = true }),
      ("what fails the gate", { $0.gate?.maxRegression = 1 }),
      ("what fails the gate", { $0.gate?.failInconclusive = true }),
      ("losses", { $0.losses = LossRequest(losses: [], starts: [], parts: [], margin: 1) }),
      ("checkpoints", { $0.evaluation = CodecEvaluationRequest(checkpoint: "x", checksum: 1) }),
    ]
    for (name, change) in changes {
      var other = header
      change(&other)
      #expect(header.differences(from: other) == [name])
    }
  }
}
