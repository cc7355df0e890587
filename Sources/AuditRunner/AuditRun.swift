import AuditRecord
import ImageFiles
import QualityMetrics
import Raster
import Scoring

/// A run: every attack of a suite from every start on every image, recorded as it goes.
///
/// Cases are worked on `jobs` at a time. An image is prepared (read, its ladders and starts measured) only when no case
/// of an image before it waits, and only as many at a time as memory takes, so few images are in memory at once; what is
/// recorded does not depend on the order.
public struct AuditRun {
  private let images: [Dataset.Item]
  private let jobs: [CaseRunner.Job]
  private let limit: Int
  private let store: RunStore
  private let preparation: ImagePreparation
  private let runner: CaseRunner
  private let report: (RunEvent) -> Void

  /// Carries out a run and returns its record; the reports are not written yet.
  /// - Parameters:
  ///   - options: what is asked.
  ///   - report: is told what happens, in the order in which it is recorded.
  /// - Throws: `RunError`.
  public static func perform(
    _ options: RunOptions, report: @escaping (RunEvent) -> Void
  ) async throws(RunError) -> RunRecord {
    let run = try AuditRun(options, report: report)
    do {
      try await run.work()
    } catch let error as RunError {
      throw error
    } catch {
      throw RunError.fault("\(error)")
    }
    return RunRecord(header: run.store.header, ladders: run.store.ladders, cases: Array(run.store.cases.values))
  }

  private init(_ options: RunOptions, report: @escaping (RunEvent) -> Void) throws(RunError) {
    try requireObjective(options.metric)
    images = options.dataset.items.enumerated().filter { options.shard?.contains($0.offset) ?? true }.map(\.element)
    jobs = options.suite.attacks.flatMap { entry in entry.starts.map { CaseRunner.Job(entry: entry, start: $0) } }
    limit = max(options.jobs, 1)
    store = try RunStore(
      folder: options.output, header: RunHeader(options), resume: options.resume, images: images)
    let pictures = PictureFolder(root: options.output)
    preparation = ImagePreparation(
      metric: options.metric, panel: options.panel, ladders: options.suite.ladders, pictures: pictures,
      width: max(1, limit / max(images.count, 1)))
    runner = CaseRunner(header: store.header, metric: options.metric, pictures: pictures)
    self.report = report
  }

  // MARK: - Scheduling

  /// What a task in flight brings back.
  private enum Outcome: Sendable {
    case prepared(PreparedImage, [CaseRunner.Job])
    case unreadable(Dataset.Item, input: String?, reason: String, cases: Int)
    case unusable([CaseMeasurement])
    case finished(CaseRecord)

    /// The image whose cases these are, and how many of them need it no longer.
    var cases: (image: String, count: Int) {
      switch self {
      case .prepared(let image, _): (image.name, 0)
      case .unreadable(let item, _, _, _): (item.name, .max)
      case .unusable(let measurements): (measurements.first?.key.image ?? "", .max)
      case .finished(let record): (record.measurement.key.image, 1)
      }
    }
  }

  private func work() async throws {
    let waiting = images.compactMap { item -> (item: Dataset.Item, jobs: [CaseRunner.Job])? in
      guard store.cases[CaseKey(image: item.name, start: "", attack: "")] == nil else { return nil }
      let open = jobs.filter { store.cases[$0.key(image: item.name)] == nil }
      return open.isEmpty ? nil : (item, open)
    }
    let done = store.cases.count
    report(.began(cases: done + waiting.reduce(0) { $0 + $1.jobs.count }, done: done))
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var nextImage = 0
      var ready: [(image: PreparedImage, job: CaseRunner.Job)] = []
      var inFlight = 0
      var inMemory = ImagesInMemory(
        budget: MemoryBudget(installed: MemoryBudget.ofThisMachine, panel: preparation.panel, jobs: limit))
      while true {
        while inFlight < limit {
          if !ready.isEmpty {
            let (image, job) = ready.removeFirst()
            group.addTask { [runner] in .finished(try runner.run(job, on: image)) }
          } else if nextImage < waiting.count,
            inMemory.admit(waiting[nextImage].item, cases: waiting[nextImage].jobs.count)
          {
            let (item, open) = waiting[nextImage]
            nextImage += 1
            let objection = inMemory.objection(to: item)
            if let objection, objection.isRefused {
              group.addTask {
                .unreadable(
                  item, input: InputFingerprint.of(item.source), reason: objection.text, cases: open.count)
              }
            } else {
              if let objection { report(.heavy(image: item.name, reason: objection.text)) }
              let known = store.ladders.filter { $0.image == item.name }
              group.addTask { [preparation] in
                try await AuditRun.prepare(item, open, known: known, with: preparation)
              }
            }
          } else {
            break
          }
          inFlight += 1
        }
        guard let outcome = try await group.next() else { return }
        inFlight -= 1
        if inMemory.release(outcome.cases) { trimHeap() }
        if case .prepared(let image, let open) = outcome { ready += open.map { (image, $0) } }
        try record(outcome)
      }
    }
  }

  private static func prepare(
    _ item: Dataset.Item, _ jobs: [CaseRunner.Job], known: [LadderRecord], with preparation: ImagePreparation
  ) async throws -> Outcome {
    let input = InputFingerprint.of(item.source)
    let decoded: DecodedImage
    do throws(ImageFileError) { decoded = try preparation.load(item.source, name: item.name) } catch {
      return .unreadable(item, input: input, reason: error.description, cases: jobs.count)
    }
    func unusable(_ verdict: Verdict, _ reason: String) -> Outcome {
      .unusable(
        jobs.map { job in
          CaseMeasurement(
            key: job.key(image: item.name), attackID: job.entry.attack, width: decoded.image.width,
            height: decoded.image.height, notes: decoded.notes, input: input,
            failure: CaseMeasurement.Failure(verdict: verdict, reason: reason))
        })
    }
    let smallest = max(smallestJudgedSide, preparation.metric.descriptor.smallestSide)
    guard min(decoded.image.width, decoded.image.height) >= smallest else {
      let size = "\(decoded.image.width)×\(decoded.image.height)"
      return unusable(
        .notApplicable, "\(item.name): \(size) is smaller than \(smallest)×\(smallest), where inflation is noise")
    }
    do {
      let starts = Set(jobs.map(\.start))
      return .prepared(
        try await preparation.prepare(decoded, name: item.name, input: input, starts: starts, known: known), jobs)
    } catch let error as RunError {
      throw error
    } catch MetricError.disk(let reason) {
      throw RunError.disk(reason)
    } catch MetricError.outside(let reason) {
      // The metric's own program cannot take the image: one error, as for an image that cannot be read.
      return .unreadable(item, input: input, reason: "\(item.name): \(reason)", cases: jobs.count)
    } catch {
      return unusable(.error, "\(item.name): \(error)")
    }
  }

  // MARK: - Recording

  private func record(_ outcome: Outcome) throws(RunError) {
    switch outcome {
    case .prepared(let image, _):
      for ladder in image.ladders where !store.ladders.contains(where: { $0.isOfSamePlace(as: ladder) }) {
        try store.append(ladder)
      }
      report(.prepared(image: image.name))
    case .unreadable(let item, let input, let reason, let cases):
      let measurement = CaseMeasurement(
        key: CaseKey(image: item.name, start: "", attack: ""), attackID: "", input: input,
        failure: CaseMeasurement.Failure(verdict: .error, reason: reason))
      try store.append(score(measurement, ladders: [], header: store.header))
      report(.dropped(image: item.name, reason: reason, cases: cases))
    case .unusable(let measurements):
      for measurement in measurements {
        let record = score(measurement, ladders: [], header: store.header)
        try store.append(record)
        report(.finished(record))
      }
    case .finished(let record):
      try store.append(record)
      report(.finished(record))
    }
  }
}

extension LadderRecord {
  /// Whether both are one codec's ladder of one image.
  fileprivate func isOfSamePlace(as other: LadderRecord) -> Bool { image == other.image && codec == other.codec }
}
