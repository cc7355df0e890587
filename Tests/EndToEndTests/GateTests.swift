import AuditRecord
import Foundation
import Glibc
import ImageFiles
import Raster
import RunStorage
import Scoring
import TestSupport
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

  @Test func aPlanSaysWhatAnEffectNeedsAndTouchesNothing() throws {
    let folder = try Pictures.dataset(0)
    let text = try Audit.run(["gate", "--plan", "--effect", "1"], in: folder)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("photographs at 4 rates a side, or "), "\(text.output)")
    let json = try Audit.run(
      ["gate", "--plan", "--photographs", "12", "--rates", "3", "--format", "json"], in: folder)
    let plan = try RecordJSON.decode(GatePlan.self, from: Data(json.output.utf8))
    #expect(plan.metric == "vmafneg" && plan.cells.map(\.images) == [12] && plan.cells.map(\.rates) == [3])
    #expect(plan.cells.allSatisfy { $0.rise >= 0.1 && ($0.gaming ?? 0) >= $0.rise })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [
    ["--plan", "--reference", "originals"],
    ["--effect", "1", "--reference", "a", "--baseline", "b", "--candidate", "c"],
    ["--plan", "--effect", "0"], ["--plan", "--rates", "2"], ["--plan", "--metric", "ssim"], ["--baseline", "b"],
  ])
  func aPlanThatMakesNoSenseIsRefused(arguments: [String]) throws {
    let result = try Audit.run(["gate"] + arguments, in: try Pictures.dataset(0))
    #expect(result.status == 64, "\(result.errors)\(result.output)")
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

  @Test func y4mThatIsNoStillIsNamedAndFullRangeIsConverted() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60]) { image, stem, _ in
      let full = BT709.picture(image).converted(to: .full)
      let frame = Picture(luma: full.luma, chroma: full.chroma, rgb: nil, bitDepth: 8)
      let isA = stem.lastPathComponent == "a" && stem.path.contains("/30/")
      let stream = try Y4MWriter.encode(isA ? [frame, frame] : [frame], range: .full)
      try Data(stream).write(to: stem.appendingPathExtension("y4m"))
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(result.status == 65)
    #expect(result.output.contains("candidate: 30/a.png: Y4M: has several frames"))
    #expect(
      result.output.contains("note: candidate: full range, converted to limited (3 pictures)"), "\(result.output)")
    let record = try setup.record("run")
    // Limited codes survive the way to full range and back.
    #expect(record.changes.count == 3)
    for change in record.changes { #expect(change.metric == 0 && change.members["psnr"] == 0) }
    for report in ["junit.xml", "index.html"] {
      let text = try String(contentsOf: setup.folder.appendingPathComponent("run/\(report)"), encoding: .utf8)
      #expect(text.contains("full range, converted to limited"))
    }
  }

  /// Another photograph, and one that was turned: neither is a change to be judged.
  @Test(arguments: [("base", "base"), ("old", "base"), ("base", "old")])
  func picturesOfSomethingElseDecideNothing(baseline: String, candidate: String) throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    let originals = ["a": try setup.original("b"), "b": try setup.original("a")]
    try setup.decode("base", qualities: [30, 60]) { _, stem, _ in
      let other = try #require(originals[stem.lastPathComponent])
      try PNGWriter.write(
        try JPEGCodec.decode(JPEGCodec.encode(other, quality: 60)), to: stem.appendingPathExtension("png").path)
    }
    let result = try setup.gate(["--baseline", baseline, "--candidate", candidate, "-o", "run"])
    #expect(result.status == 65, "\(result.output)")
    let sides = baseline == candidate ? "baseline and candidate" : baseline == "base" ? "baseline" : "candidate"
    #expect(
      result.output.contains(
        "the pictures of \(sides) read worse than every honest encode of their references; they score"),
      "\(result.output)")
    let record = try setup.record("run")
    #expect(record.overall.rule == .inconclusive && record.changes.isEmpty)
  }

  /// One picture of another photograph among those that are right: the median over images would not show it.
  @Test(arguments: [[30, 60], [60]])
  func oneImageOfSomethingElseIsNamed(rates: [Int]) throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60], Self.png)
    for rate in rates {
      let stem = setup.folder.appendingPathComponent("new/\(rate)/a")
      let wrong = try JPEGCodec.encode(try setup.original("b"), quality: rate)
      try PNGWriter.write(try JPEGCodec.decode(wrong), to: stem.appendingPathExtension("png").path)
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    let pictures = rates.count == 1 ? "1 picture" : "\(rates.count) pictures"
    let places = rates.map { "\($0)" }.joined(separator: ", ")
    let sentence = "candidate: a.png: reads at \(places) worse than every honest encode"
    #expect(result.status == 65 && result.output.contains("error: \(sentence)"), "\(result)")
    #expect(
      result.errors.contains("audit: \(pictures) could not be used: candidate: a.png"), "\(result)")
    #expect(result.output.contains("◆ error: \(pictures) could not be used; the others: unchanged"))
    let record = try setup.record("run")
    #expect(record.standing == .error && !record.passed)
    #expect(record.pictures.filter { $0.isOther == true }.map(\.rate) == rates.map { RateName(rawValue: "\($0)") })
    for report in ["junit.xml", "index.html"] {
      let text = try String(contentsOf: setup.folder.appendingPathComponent("run/\(report)"), encoding: .utf8)
      #expect(text.contains(sentence))
    }
    #expect(try Audit.run(["verify", "run"], in: setup.folder).status == 0)
  }

  @Test func sizesThatDoNotChangeWithTheRateAreSaid() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60]) { image, stem, _ in
      try PNGWriter.write(image, to: stem.appendingPathExtension("png").path)
      try Data([UInt8](repeating: 1, count: 4096)).write(to: stem.appendingPathExtension("bin"))
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(
      result.output.contains("note: candidate: 2 of 2 images have one size at all rates, as a.png has 4096 bytes"),
      "\(result.output)")
    #expect(result.output.contains("note: candidate: the size is that of the .bin file beside it (4 pictures)"))
    #expect(!result.output.contains("baseline: 2 of 2"))
  }

  @Test func ratesStandInTheOrderOfTheirNumbers() throws {
    let setup = try Setup()
    for side in ["old", "new"] {
      try setup.decode(side, qualities: [9, 10, 40, 100], Self.png)
      for rate in ["9", "10", "40", "100"] {
        try FileManager.default.moveItem(
          at: setup.folder.appendingPathComponent("\(side)/\(rate)"),
          to: setup.folder.appendingPathComponent("\(side)/q\(rate)"))
      }
    }
    let result = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    let rows = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(rows.filter { $0.hasPrefix("q") } == ["q9", "q10", "q40", "q100"], "\(result.output)")
  }

  @Test func aShardReportsItsOwnPictures() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60], Self.png)
    try FileManager.default.removeItem(at: setup.folder.appendingPathComponent("new/30/a.png"))
    try FileManager.default.removeItem(at: setup.folder.appendingPathComponent("new/30/a.jpg"))
    try FileManager.default.copyItem(
      at: setup.folder.appendingPathComponent("new/30/b.png"), to: setup.folder.appendingPathComponent("new/30/z.png"))
    func shard(_ index: Int) throws -> Audit.Result {
      try setup.gate(["--baseline", "old", "--candidate", "new", "--shard", "\(index)/2", "-o", "part\(index)"])
    }
    let (first, second) = (try shard(1), try shard(2))
    #expect(first.status == 65 && first.output.contains("30/a.png: has no candidate picture"), "\(first.output)")
    #expect(first.output.contains("z.png: has no reference of its name"))
    #expect(second.status == 0 && !second.output.contains("a.png"), "\(second.output)")
    let merged = try Audit.run(["merge", "part1", "part2", "-o", "whole"], in: setup.folder)
    #expect(merged.status == 65 && merged.output.contains("30/a.png: has no candidate picture"), "\(merged)")
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
    let record = try setup.record("naive")
    #expect(naive.status == (record.overall.rule == .gamed ? 1 : 0), "\(record.overall.rule) \(naive.errors)")
    let sizes = Dictionary(grouping: record.pictures) { "\($0.image) \($0.rate)" }.mapValues { $0.map(\.bytes) }
    #expect(sizes.count == 4 && sizes.values.allSatisfy { $0.count == 2 && $0[0] != nil && $0[0] == $0[1] })
    #expect(record.changes.contains { $0.metric != 0 })

    let unknown = try setup.gate([
      "--baseline-checkpoint", "base", "--candidate-checkpoint", "decoder-naive", "--qualities", "0,99",
    ])
    #expect(unknown.status == 64 && unknown.errors.contains("not 99"))
  }

  private static let reports = ["audit.json", "junit.xml", "cases.csv", "index.html"]

  private func contents(_ folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return Dictionary(
      names.compactMap { name in
        FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).map { (name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func reportsAreRenderedAgainFromTheRecord() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 45, 60], Self.png)
    try setup.decode("new", qualities: [25, 40, 55], Self.png)
    #expect(try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"]).status == 0)
    let run = setup.folder.appendingPathComponent("run")
    let first = try contents(run)
    #expect(Self.reports.allSatisfy { (first[$0]?.count ?? 0) > 100 })
    let junit = String(decoding: try #require(first["junit.xml"]), as: UTF8.self)
    #expect(junit.contains("[[ATTACHMENT|run/images/"), "attachments are named from where CI stands")
    let absolute = try setup.gate([
      "--baseline", "old", "--candidate", "new", "-o", setup.folder.appendingPathComponent("deep/run").path,
    ])
    #expect(absolute.status == 0, "\(absolute.errors)")
    let named = try String(contentsOf: setup.folder.appendingPathComponent("deep/run/junit.xml"), encoding: .utf8)
    #expect(named.contains("[[ATTACHMENT|deep/run/images/") && !named.contains("[[ATTACHMENT|/"))

    for name in Self.reports {
      try FileManager.default.removeItem(at: run.appendingPathComponent(name))
    }
    let rendered = try Audit.run(["render", "run"], in: setup.folder)
    #expect(rendered.status == 0 && rendered.output.contains("all rates"), "\(rendered.errors)")
    #expect(try contents(run) == first)

    // What reads audits says what this is and leaves it alone.
    let trend = try Audit.run(["trend", "run", "run"], in: setup.folder)
    #expect(trend.status == 65 && trend.errors.contains("is that of a gate, not of an audit"), "\(trend.errors)")
    let merged = try Audit.run(["merge", "run", "-o", "merged"], in: setup.folder)
    #expect(merged.status == 65 && merged.errors.contains("is a whole run, not a shard"), "\(merged.errors)")
    #expect(try contents(run) == first)
  }

  @Test func itsPicturesAndItsVerdictAreVerified() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 45, 60], Self.png)
    try setup.decode("new", qualities: [25, 40, 55], Self.png)
    #expect(try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"]).status == 0)
    func verify(_ run: String = "run") throws -> Audit.Result { try Audit.run(["verify", run], in: setup.folder) }
    let intact = try verify()
    // Two references at three rates of two sides; the metric and four members.
    #expect(
      intact.status == 0 && intact.output == "12 pictures, 60 values, 1 judgement: all as recorded\n", "\(intact)")

    func change(_ name: String) throws -> Data {
      let file = setup.folder.appendingPathComponent("run/images/a.png/\(name).png")
      let before = try Data(contentsOf: file)
      var image = try ImageReader.read(path: file.path).image
      image.red[100, 100] ^= 16
      try PNGWriter.write(image, to: file.path)
      return before
    }
    func restore(_ name: String, _ data: Data) throws {
      try data.write(to: setup.folder.appendingPathComponent("run/images/a.png/\(name).png"))
    }
    var before = try change("candidate+25")
    let changed = try verify()
    #expect(changed.status == 65 && changed.output.contains("candidate+25.png: vmafneg was recorded as"))
    try restore("candidate+25", before)
    before = try change("reference")
    let other = try verify()
    #expect(other.status == 65 && other.errors.contains("a.png/reference.png: is not the reference that was measured"))
    try restore("reference", before)

    let file = setup.folder.appendingPathComponent("run/audit.json")
    let written = try Data(contentsOf: file)
    var record = try setup.record("run")
    record.passed.toggle()
    try RecordJSON.document(record).write(to: file)
    let denied = try verify()
    let forged = record.passed ? "is recorded as 1, is 0" : "is recorded as 0, is 1"
    #expect(denied.status == 65 && denied.output.contains("audit.json.passed \(forged)"), "\(denied.output)")
    try written.write(to: file)
    #expect(try verify().status == 0)
    try FileManager.default.removeItem(at: setup.folder.appendingPathComponent("run/images/b.png/candidate+40.png"))
    #expect(try verify().status == 65)
    try FileManager.default.removeItem(at: file)
    let unfinished = try verify()
    #expect(unfinished.status == 65 && unfinished.output.contains("audit.json is missing"), "\(unfinished)")
  }

  /// A stream's planes are what was measured; its picture in the folder is what a viewer sees.
  @Test func streamsAreNamedAsNotKept() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    try setup.decode("new", qualities: [30]) { image, stem, _ in
      try Data(try Y4MWriter.encode([BT709.picture(image)])).write(to: stem.appendingPathExtension("y4m"))
    }
    #expect(try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"]).status == 0)
    let result = try Audit.run(["verify", "run"], in: setup.folder)
    #expect(
      result.status == 0 && result.output.contains("2 pictures, 10 values, 1 judgement: all as recorded"), "\(result)")
    #expect(result.output.contains("not kept: candidate: 30/a.png: was a stream"))
  }

  @Test func sizesThatAreMissingAreNamed() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    try setup.decode("new", qualities: [30, 60], Self.png)
    var table = "side,rate,image,bytes\n"
    for side in ["baseline", "candidate"] {
      for rate in [30, 60] {
        for name in ["a.png", "b.png"] where side == "baseline" || rate == 30 || name == "a.png" {
          table += "\(side),\(rate),\(name),\(1000 + rate)\n"
        }
      }
    }
    try Data(table.utf8).write(to: setup.folder.appendingPathComponent("sizes.csv"))
    let arguments = ["--baseline", "old", "--candidate", "new", "--bits", "sizes.csv", "-o", "run"]
    let result = try setup.gate(arguments)
    #expect(result.status == 65 && result.output.contains("candidate: 60/b.png: has no size in sizes.csv"))
    #expect(result.output.contains("◆ error: 1 picture could not be used; the others: unchanged"))
    let record = try setup.record("run")
    #expect(record.header.bitsKnown && record.changes.count == 3 && record.changes.allSatisfy { $0.metric == 0 })

    try Data(table.replacingOccurrences(of: "candidate", with: "baseline").utf8)
      .write(to: setup.folder.appendingPathComponent("sizes.csv"))
    #expect(try setup.gate(arguments).status == 65)
    try Data("side,rate,image,bytes\nbaseline,30,a.png,9\n".utf8)
      .write(to: setup.folder.appendingPathComponent("sizes.csv"))
    let one = try setup.gate(arguments)
    #expect(one.status == 65 && one.errors.contains("sizes.csv: has no size of any picture of the candidate"))

    // Bitstreams beside the pictures, but not beside all.
    try FileManager.default.removeItem(at: setup.folder.appendingPathComponent("new/60/b.jpg"))
    let beside = try setup.gate(["--baseline", "old", "--candidate", "new", "-o", "run"])
    #expect(beside.status == 65 && beside.output.contains("candidate: 60/b.png: has no bitstream beside it"))
  }

  @Test func anInterruptLeavesNothingBehind() async throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30, 60], Self.png)
    let temporary = try Scratch.folder()
    let note = setup.folder.appendingPathComponent("process").path
    let (process, files) = try Audit.start(
      [
        "gate", "--quiet", "--suite", "tiny.yml", "--reference", "originals", "--baseline", "old",
        "--candidate-codec", "sh -c 'sleep 300 & echo $! > \"\(note)\"; wait' {input} {output}",
        "--candidate-decoder", "cp {input} {output}", "--qualities", "1", "-o", "run",
      ], in: setup.folder, environment: ["TMPDIR": temporary.path])
    var started: Int32?
    for _ in 0..<3000 where started == nil {
      try await Task.sleep(for: .milliseconds(20))
      started = (try? String(contentsOfFile: note, encoding: .utf8)).flatMap {
        Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    let child = try #require(started)
    // Not Ctrl-C's SIGINT: a shell's background jobs, and what they start, ignore that one, and so does the program then.
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
    try FileManager.default.removeItem(at: files)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
    var state = "running"
    for _ in 0..<500 where !state.isEmpty && !state.contains(") Z ") {
      state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(state.isEmpty || state.contains(") Z "), "what the codec had started still runs")
    // No report, and no file that is half written.
    let left = try FileManager.default.subpathsOfDirectory(atPath: setup.folder.appendingPathComponent("run").path)
    #expect(Set(left).isDisjoint(with: Self.reports) && !left.contains { $0.contains("tmp") || $0.contains("part") })
    // The next gate takes the folder over.
    #expect(try setup.gate(["--baseline", "old", "--candidate", "old", "-o", "run", "--fresh"]).status == 0)
  }

  @Test func codecsThatFailAreNamedPictureByPicture() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    try PNGWriter.write(
      Pictures.collage(width: 300, height: 256, seed: 9), to: setup.folder.appendingPathComponent("other.png").path)
    for (encoder, decoder, reason) in [
      ("sh -c 'echo no such quality >&2; exit 9' {input} {output}", "cp {input} {output}", "no such quality"),
      ("sleep 60 {input} {output}", "cp {input} {output}", "sleep: "),
      ("true {input} {output}", "cp {input} {output}", "true: wrote no bitstream"),
      ("sh -c 'mkdir \"$1\"' {input} {output}", "cp {input} {output}", "sh: wrote a folder where its bitstream"),
      ("cp {input} {output}", "sh -c 'printf \"P6 1 1 255\\n   \" > \"$1\"' {input} {output}", "is a Netpbm"),
      ("cp {input} {output}", "true {input} {output}", "true: wrote no picture"),
      ("cp {input} {output}", "cp other.png {output} -u --suffix={input}", "protocol: is 300×256"),
      ("sh -c 'echo no such quality; exit 9' {input} {output}", "cp {input} {output}", "no such quality"),
    ] {
      let result = try setup.gate([
        "--baseline", "old", "--candidate-codec", encoder, "--candidate-decoder", decoder, "--qualities", "30",
        "--timeout", "20", "-o", "run",
      ])
      #expect(result.status == 65, "\(encoder): \(result.errors)")
      #expect(result.output.contains("candidate: 30/a.png: ") && result.output.contains(reason), "\(result.output)")
      #expect(result.output.contains("the candidate has no picture that could be used"))
      let junit = try String(contentsOf: setup.folder.appendingPathComponent("run/junit.xml"), encoding: .utf8)
      #expect(junit.contains("<testsuite name=\"input\" tests=\"2\" failures=\"0\" errors=\"2\""))
    }
  }

  /// Before anything is measured.
  @Test func codecsThatCannotBeCalledAreUsageErrors() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    for (encoder, decoder, timeout, reason) in [
      ("no-such-codec {input} {output}", "cp {input} {output}", "9", "no-such-codec: there is no such program"),
      ("cp {input} {output}", "./no-such-codec {input} {output}", "9", "./no-such-codec: there is no such program"),
      ("cp {input} {output}", "cp {input} {output}", "1e300", "--timeout"),
      ("cp {input} {output}", "cp {input} {output}", "9.3e18", "at most 1000000 seconds"),
      ("cp {input} {output}", "cp {input} {output}", "0", "--timeout"),
    ] {
      let result = try setup.gate([
        "--baseline", "old", "--candidate-codec", encoder, "--candidate-decoder", decoder, "--qualities", "30",
        "--timeout", timeout, "-o", "run",
      ])
      #expect(result.status == 64 && result.errors.contains(reason), "\(result)")
      #expect(!FileManager.default.fileExists(atPath: setup.folder.appendingPathComponent("run").path))
    }
  }

  @Test func codecsWithoutAFolderToWorkInAreTheDisksFault() throws {
    let setup = try Setup()
    try setup.decode("old", qualities: [30], Self.png)
    let result = try Audit.run(
      [
        "gate", "--quiet", "--suite", "tiny.yml", "--reference", "originals", "--baseline", "old",
        "--candidate-codec", "cp {input} {output}", "--candidate-decoder", "cp {input} {output}", "--qualities", "30",
        "-o", "run",
      ], in: setup.folder, environment: ["TMPDIR": "/proc/nowhere"])
    #expect(result.status == 74 && result.errors.contains("/proc/nowhere"), "\(result)")
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
