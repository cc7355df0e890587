import AuditRecord
import Foundation
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Synchronization
import TestSupport

@testable import AuditRunner

/// A line of an experiment whose pieces of work are the header's attacks.
struct PartsLine: RecordLine {
  var key: LineKey
  var input: String?
  var score: Double?
  var ladders: Int?
  var failure: String?
  /// How many lines there were when the closing line was made.
  var closes: Int?

  static let kind = RecordKind.audit
  static let closingPart = "closing"
  static func keys(of image: String, in header: RunHeader) -> [LineKey] {
    header.attacks.map { LineKey(image: image, part: $0.name) }
  }
}

/// Scores an encode of the start for every part; what is in work at a time is watched.
struct PartsExperiment: Experiment {
  /// What happened, over all tasks.
  final class Watch: Sendable {
    private struct State {
      var current = 0
      var peak = 0
      var done: [LineKey] = []
    }
    private let state = Mutex(State())

    /// The most pieces of work that were in work at a time.
    var peak: Int { state.withLock { $0.peak } }
    /// The pieces of work that were done, in the order of completion.
    var done: [LineKey] { state.withLock { $0.done } }

    func begin() {
      state.withLock { state in
        state.current += 1
        state.peak = max(state.peak, state.current)
      }
    }
    func end(_ key: LineKey) {
      state.withLock { state in
        state.current -= 1
        state.done.append(key)
      }
    }
  }

  struct Refusal: Error, CustomStringConvertible { let description: String }

  let header: RunHeader
  let plan: StudyPlan
  let items: [Dataset.Item]
  var closes = false
  /// Images that cannot be prepared.
  var unprepared: Set<String> = []
  /// The piece of work at which the disk is full.
  var breaksAt: LineKey?
  /// Pictures that are refused, with the reason.
  var refused: [String: String] = [:]
  let watch = Watch()

  init(
    _ dataset: Dataset, work: WorkRequest, parts: [String] = ["a", "b", "c"], metric: LumaMetric = LumaMetric(),
    panel: [LumaMetric] = [LumaMetric(id: "half", scale: 0.5, bytesPerPixel: 1)],
    ladders: [Suite.Ladder] = [Suite.Ladder(codec: .jpeg, rungs: 3)], bytesOfWork: Int = 1, smallestSide: Int = 16
  ) {
    var header = RunHeader(
      .audit, metric: metric, panel: panel, suite: "parts", ladders: ladders, dataset: dataset, work: work)
    header.attacks = parts.map {
      RunHeader.AttackEntry(
        name: $0, id: $0, title: "", summary: "", citation: "", starts: ["jpeg:40"], parameters: [:])
    }
    self.header = header
    items = dataset.items
    plan = StudyPlan(
      metric: metric, panel: panel, ladders: ladders, pictures: work.output.map { PictureFolder(root: $0) },
      smallestSide: smallestSide, noise: "everything", bytesOfWork: bytesOfWork)
  }

  func jobs(of image: String) -> [String] { header.attacks.map(\.name) }
  func key(of job: String, image: String) -> LineKey { LineKey(image: image, part: job) }
  func starts(of jobs: [String]) -> Set<StartSpec> { [.encode(.jpeg, quality: 40)] }
  func refusal(of still: Still, image: String) -> String? { refused[image] }

  func prepare(_ study: ImageStudy, for jobs: [String]) throws -> Int {
    if unprepared.contains(study.name) { throw Refusal(description: "cannot be prepared") }
    return study.reference.width
  }

  func line(for job: String, on study: ImageStudy, _ width: Int) async throws -> PartsLine {
    watch.begin()
    let key = key(of: job, image: study.name)
    defer { watch.end(key) }
    if key == breaksAt { throw AuditError.disk("the disk is full") }
    // Long enough that others begin, and of a length that depends on the piece.
    var random = SeededRandom(seed: 1, label: "\(key)")
    try await Task.sleep(for: .milliseconds(20 + 20 * random.uniform()))
    guard let start = study.starts[.encode(.jpeg, quality: 40)] else { throw Refusal(description: "no start") }
    let quality = 10 + Int(80 * random.uniform())
    let made = try HonestCodec.webp.roundTrip(start.image, quality: quality).image
    let scored = try study.witnesses.measure(BT709.picture(made))
    return PartsLine(
      key: key, input: study.input, score: scored.score + (scored.panel["half"] ?? .nan) + Double(width),
      ladders: study.ladders.count)
  }

  func lines(for failure: StudyFailure, of image: String, jobs: [String]) -> [PartsLine] {
    guard failure.kind == .unreadable || failure.kind == .refused else {
      return jobs.map { PartsLine(key: key(of: $0, image: image), input: failure.input, failure: failure.reason) }
    }
    return [PartsLine(key: PartsLine.failureKey(of: image), input: failure.input, failure: failure.reason)]
  }

  static func conclusion(of run: RunFolder<PartsLine>) throws(AuditError) -> Conclusion {
    throw AuditError.fault("nothing is concluded from parts")
  }

  func closingKey(of image: String) -> LineKey? {
    closes ? LineKey(image: image, part: PartsLine.closingPart) : nil
  }

  func closingLine(on study: ImageStudy, _ width: Int, lines: [PartsLine]) throws -> PartsLine? {
    closingKey(of: study.name).map { PartsLine(key: $0, input: study.input, closes: lines.count) }
  }
}

/// A folder with images for studies, there as long as the test that made it.
final class StudyFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("audit-test-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Images of a side as files.
  func images(_ names: String..., side: Int = 48, bitDepth: Int = 8) throws -> Dataset {
    for (index, name) in names.enumerated() {
      let image = TestScene.image(width: side, height: side, seed: UInt64(index + 1), bitDepth: bitDepth)
      try PNGWriter.write(image, to: "\(path)/\(name)")
    }
    return Dataset(
      items: names.map { Dataset.Item(name: $0, source: .file(path: "\(path)/\($0)")) }, skippedFiles: 0,
      names: [path])
  }
}
