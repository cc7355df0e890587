import AuditRecord
import Foundation
import QualityMetrics
import Raster
import RunStorage
import Synchronization
import Testing

@testable import AuditRunner

@Suite("Working through images") struct StudySchedulerTests {
  private let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  private func work(
    jobs: Int = 2, memory: Int? = nil, output: String? = nil, resume: Bool = false, shard: String? = nil
  ) -> WorkRequest {
    WorkRequest(
      output: output.map { "\(folder.path)/\($0)" }, jobs: jobs, memory: memory, seed: 1, resume: resume,
      shard: shard.flatMap(Shard.init), startedAt: "2026-01-01T00:00:00Z")
  }

  /// What a run came to, with what was told on the way.
  private func perform(
    _ experiment: PartsExperiment, _ dataset: Dataset, _ work: WorkRequest
  ) async throws(AuditError) -> (run: RunFolder<PartsLine>, events: [String]) {
    let events = Events()
    let run = try await StudyScheduler.perform(experiment, work) { events.add($0) }
    return (run, events.texts)
  }

  private final class Events: Sendable {
    private let told = Mutex<[String]>([])
    var texts: [String] { told.withLock { $0 } }
    func add(_ event: StudyEvent) {
      let text =
        switch event {
        case .began(let pieces, let done): "began \(pieces) \(done)"
        case .prepared(let image): "prepared \(image)"
        case .heavy(let image, let reason): "heavy \(image) \(reason)"
        case .dropped(let image, let reason, let pieces): "dropped \(image) \(pieces) \(reason)"
        case .finished(let image, let part, let problem): "finished \(image) \(part) \(problem ?? "")"
        }
      told.withLock { $0.append(text) }
    }
  }

  // MARK: - Order and number

  /// Whatever is in work beside each other, and in whatever order it ends, the record is the same.
  @Test func theRecordDoesNotDependOnTheNumberOfJobs() async throws {
    let dataset = try folder.images("1.png", "2.png", "3.png", "4.png")
    var runs: [RunFolder<PartsLine>] = []
    var orders: [[LineKey]] = []
    for jobs in [1, 2, 8] {
      let request = work(jobs: jobs, output: "jobs\(jobs)")
      var experiment = PartsExperiment(dataset, work: request)
      experiment.closes = true
      let (run, events) = try await perform(experiment, dataset, request)
      #expect(events.first == "began 12 0" && events.count { $0.hasPrefix("finished") } == 12)
      #expect(events.count { $0.hasPrefix("prepared") } == 4)
      // As many at a time as were asked for, where that many wait; never more.
      #expect(experiment.watch.peak <= jobs && (experiment.watch.peak > 1) == (jobs > 1))
      runs.append(run)
      orders.append(experiment.watch.done)
      let read = try RunFolder<PartsLine>(reading: "\(folder.path)/jobs\(jobs)")
      #expect(read.lines == run.lines && read.ladders == run.ladders)
    }
    #expect(runs[0].lines.count == 16 && runs[0].ladders.count == 4)
    #expect(runs[0].lines.allSatisfy { $0.closes == 3 || ($0.score.map { $0 > 0 && $0 < 48 } ?? false) })
    for run in runs { #expect(run.lines == runs[0].lines && run.ladders == runs[0].ladders) }
    // The test would not tell if all had been done in one order.
    #expect(Set(orders).count > 1)
  }

  /// Memory that two jobs fill has two, whatever was asked for.
  @Test func jobsAreAsManyAsMemoryTakes() async throws {
    let dataset = try folder.images("1.png", "2.png")
    let pixels = 48 * 48
    let perJob = 20_000
    func peak(_ fitting: Int) async throws -> Int {
      let memory = MemoryBudget.program + MemoryBudget.withoutPanel * pixels + (fitting * perJob + perJob / 2) * pixels
      let experiment = PartsExperiment(
        dataset, work: work(jobs: 8), parts: ["a", "b", "c", "d", "e", "f"], bytesOfWork: perJob)
      let (run, _) = try await perform(experiment, dataset, work(jobs: 8, memory: memory))
      #expect(run.lines.count == 12 && run.lines.allSatisfy { $0.score != nil })
      return experiment.watch.peak
    }
    #expect(try await peak(1) == 1)
    #expect(try await peak(2) == 2)
    #expect(try await peak(4) == 4)
  }

  /// Where the whole panel does not fit, its members take turns: one piece of work at a time, and the same numbers.
  @Test func anImageThatMustTakeTurnsGivesTheSame() async throws {
    let dataset = try folder.images("1.png", "2.png")
    let perMember = 10_000
    func run(_ memory: Int?) async throws -> (RunFolder<PartsLine>, peak: Int, preparations: Int) {
      let panel = ["half", "x", "y"].map { LumaMetric(id: $0, scale: 0.5, bytesPerPixel: perMember) }
      let request = work(jobs: 4, memory: memory)
      let experiment = PartsExperiment(dataset, work: request, panel: panel)
      let (run, events) = try await perform(experiment, dataset, request)
      #expect(!events.contains { $0.hasPrefix("heavy") || $0.hasPrefix("dropped") })
      return (run, experiment.watch.peak, panel[0].log.preparations)
    }
    let roomy = try await run(nil)
    let tight = try await run(MemoryBudget.program + 48 * 48 * 2 * perMember)
    #expect(tight.0.lines == roomy.0.lines && tight.0.ladders == roomy.0.ladders && tight.0.lines.count == 6)
    #expect(roomy.peak > 1 && tight.peak == 1)
    // Once an image, or once a picture: the reference, three rungs, a start and three parts of each image. One whose tone is
    // matched is read twice and asks for nothing more.
    #expect(roomy.preparations == 2 && tight.preparations == 16)
  }

  @Test func anImageThatCannotFitIsRefusedUnread() async throws {
    let dataset = try folder.images("1.png", "2.png", side: 32)
    let large = try folder.images("large.png", side: 480)
    let all = Dataset(items: large.items + dataset.items, skippedFiles: 0, names: [])
    let metric = LumaMetric()
    let request = work(memory: MemoryBudget.program + 2_000_000)
    let experiment = PartsExperiment(all, work: request, metric: metric, bytesOfWork: 30)
    let (run, events) = try await perform(experiment, all, request)
    let failed = try #require(run.lines.first { $0.key == LineKey(image: "large.png") })
    #expect(failed.failure?.hasPrefix("0.2 megapixels need about") == true && failed.input != nil)
    #expect(run.lines.count == 7 && metric.log.preparations == 2)
    #expect(events.contains { $0.hasPrefix("dropped large.png 3 large.png: 0.2 megapixels need") })
  }

  // MARK: - Lines that close an image, and lines of failure

  @Test func aClosingLineComesWhenAllOthersAreThere() async throws {
    let dataset = try folder.images("1.png", "2.png")
    let request = work(jobs: 8, output: "run")
    var experiment = PartsExperiment(dataset, work: request)
    experiment.closes = true
    let (whole, _) = try await perform(experiment, dataset, request)
    #expect(whole.lines.compactMap(\.closes) == [3, 3])
    let lines = try #require(FileManager.default.contents(atPath: "\(folder.path)/run/cases.jsonl"))
    for image in ["1.png", "2.png"] {
      let own = try RecordJSON.lines(PartsLine.self, from: lines).values.filter { $0.image == image }
      #expect(own.last?.key.part == PartsLine.closingPart, "it stands behind what it closes")
    }
    // Only the closing line is missing: nothing else is done again.
    let kept = try RecordJSON.lines(PartsLine.self, from: lines).values.filter {
      $0.closes == nil || $0.image == "1.png"
    }
    try kept.map { try RecordJSON.line($0) }.reduce(Data(), +)
      .write(to: URL(fileURLWithPath: "\(folder.path)/run/cases.jsonl"))
    var again = PartsExperiment(dataset, work: request)
    again.closes = true
    let (resumed, events) = try await perform(again, dataset, work(output: "run", resume: true))
    #expect(resumed.lines == whole.lines && again.watch.done.isEmpty)
    #expect(events == ["began 7 7", "prepared 2.png"])
  }

  @Test func whatCannotBeStudiedHasLinesThatSayWhy() async throws {
    var dataset = try folder.images("good.png", "refused.png", "unprepared.png")
    dataset.items += try folder.images("small.png", side: 15).items
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/text.png"))
    dataset.items += [
      Dataset.Item(name: "text.png", source: .file(path: "\(folder.path)/text.png")),
      Dataset.Item(name: "gone.png", source: .file(path: "\(folder.path)/gone.png")),
      Dataset.Item(name: "loop.png", source: .unreadable(reason: "leads in circles")),
    ]
    var experiment = PartsExperiment(dataset, work: work(), parts: ["a", "b"])
    experiment.unprepared = ["unprepared.png"]
    experiment.refused = ["refused.png": "is another picture"]
    experiment.closes = true
    let (run, events) = try await perform(experiment, dataset, work())
    func lines(_ image: String) -> [PartsLine] { run.lines.filter { $0.image == image } }
    #expect(lines("good.png").count == 3 && lines("good.png").allSatisfy { $0.failure == nil })
    for (image, reason, wasRead) in [
      ("refused.png", "is another picture", true), ("loop.png", "leads in circles", false), ("text.png", "", true),
      ("gone.png", "", false),
    ] {
      let own = lines(image)
      #expect(own.map(\.key) == [LineKey(image: image)])
      #expect(
        own.first?.failure.map { reason.isEmpty || $0.contains(reason) } == true
          && (own.first?.input != nil) == wasRead, "\(own)")
      #expect(events.contains { $0.hasPrefix("dropped \(image) 2 ") }, "\(image)")
    }
    for (image, reason) in [
      ("small.png", "15×15 is smaller than 16×16, where everything is noise"), ("unprepared.png", "cannot be prepared"),
    ] {
      #expect(lines(image).map(\.key.part) == ["a", "b"] && lines(image).allSatisfy { $0.failure == reason })
      #expect(lines(image).allSatisfy { $0.input != nil })
      #expect(events.count { $0.hasPrefix("finished \(image) ") } == 2)
    }
  }

  @Test(arguments: [
    (MetricError.missingPlanes(metric: "luma", needs: "colour"), "luma needs colour"),
    (.outside("gave nothing"), "gave nothing"),
  ]) func aMetricThatCannotTakeAnImageIsNamed(error: MetricError, reason: String) async throws {
    let dataset = try folder.images("1.png")
    let experiment = PartsExperiment(dataset, work: work(), metric: LumaMetric(refusal: error))
    let run = try await perform(experiment, dataset, work()).run
    #expect(run.lines.count == 3 && run.lines.allSatisfy { $0.failure?.contains(reason) == true })
  }

  // MARK: - Going on

  /// A run that broke goes on with what is missing, with the ladders that were measured, and ends as if it had not.
  @Test func aBrokenRunGoesOn() async throws {
    let dataset = try folder.images("1.png", "2.png", "3.png")
    let whole = try await perform(PartsExperiment(dataset, work: work()), dataset, work()).run
    let request = work(jobs: 1, output: "run")
    var breaking = PartsExperiment(dataset, work: request)
    breaking.breaksAt = LineKey(image: "2.png", part: "b")
    await #expect(throws: AuditError.disk("the disk is full")) { try await perform(breaking, dataset, request) }
    let kept = try RunFolder<PartsLine>(reading: "\(folder.path)/run")
    #expect(kept.lines.map(\.key.part) == ["a", "b", "c", "a"] && kept.ladders.count == 2)
    #expect(kept.missing == breaking.breaksAt)

    let metric = LumaMetric()
    let experiment = PartsExperiment(dataset, work: request, metric: metric)
    let (run, events) = try await perform(experiment, dataset, work(output: "run", resume: true))
    #expect(run.lines == whole.lines && run.ladders == whole.ladders)
    #expect(Set(experiment.watch.done) == Set(whole.lines.map(\.key)).subtracting(kept.lines.map(\.key)))
    #expect(events.first == "began 9 4" && events.count { $0.hasPrefix("finished") } == 5)
    #expect(metric.log.preparations == 2, "an image that is done is not read")

    let nothing = PartsExperiment(dataset, work: request)
    let (same, told) = try await perform(nothing, dataset, work(output: "run", resume: true))
    #expect(same.lines == whole.lines && nothing.watch.done.isEmpty && told == ["began 9 9"])
  }

  /// Measured ladders are read from the record, not measured again.
  @Test func knownLaddersAreNotMeasuredAgain() async throws {
    let dataset = try folder.images("1.png")
    let request = work(output: "run")
    let first = LumaMetric()
    _ = try await perform(PartsExperiment(dataset, work: request, metric: first), dataset, request)
    try Data().write(to: URL(fileURLWithPath: "\(folder.path)/run/cases.jsonl"))
    let second = LumaMetric()
    let experiment = PartsExperiment(dataset, work: request, metric: second)
    let run = try await perform(experiment, dataset, work(output: "run", resume: true)).run
    #expect(run.lines.count == 3 && run.ladders.count == 1)
    // The reference, the start and three parts.
    #expect(second.log.pictures.count == 5 && first.log.pictures.count > 7)
  }

  @Test func shardsAreTheWholeRun() async throws {
    let dataset = try folder.images("1.png", "2.png", "3.png")
    let whole = try await perform(PartsExperiment(dataset, work: work()), dataset, work()).run
    var folders: [String] = []
    for shard in ["1/2", "2/2"] {
      let request = work(output: "part\(folders.count)", shard: shard)
      let run = try await perform(PartsExperiment(dataset, work: request), dataset, request).run
      #expect(Set(run.lines.map(\.image)) == (shard == "1/2" ? ["1.png", "3.png"] : ["2.png"]))
      folders.append("\(folder.path)/part\(folders.count)")
    }
    let merged = try RunMerge.merge(folders, into: "\(folder.path)/merged", of: PartsLine.self)
    #expect(merged.lines == whole.lines && merged.ladders == whole.ladders && merged.header == whole.header)
  }
}
