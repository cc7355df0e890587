import AuditRecord
import Raster
import RunStorage

/// Works through an experiment's images, recorded as it goes.
///
/// Pieces of work are done `jobs` at a time, or fewer where memory takes no more. An image is prepared only when no work of an
/// image before it waits, and only as many at a time as memory takes, so few images are in memory at once; what is recorded
/// does not depend on the order.
struct StudyScheduler<Work: Experiment> {
  typealias Line = Work.Line

  private let experiment: Work
  private let store: RunStore<Line>
  private let items: [Dataset.Item]
  private let budget: MemoryBudget
  private let preparation: StudyPreparation
  private let report: (StudyEvent) -> Void

  /// An image with what its pieces of work share.
  private struct Ready: Sendable {
    let study: ImageStudy
    let prepared: Work.Prepared
  }

  /// What a task in flight brings back.
  private enum Outcome: Sendable {
    case prepared(Ready, [Work.Job])
    case failed(Dataset.Item, StudyFailure, [Work.Job])
    case finished(Line, Ready)
    case closed(String, Line?)
  }

  /// Carries out an experiment and returns its record; nothing is concluded from it yet.
  /// - Parameter report: is told what happens, in the order in which it is recorded.
  /// - Throws: `AuditError`.
  static func perform(
    _ experiment: Work, _ work: WorkRequest, report: @escaping (StudyEvent) -> Void
  ) async throws(AuditError) -> RunFolder<Line> {
    let byName = Dictionary(experiment.items.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let store = try RunStore<Line>(
      folder: work.output, header: experiment.header, resume: work.resume, fresh: work.fresh
    ) { image in byName[image].flatMap { experiment.input(of: $0) } }
    let own = Set(experiment.header.ownImages)
    let scheduler = StudyScheduler(
      experiment, store: store, items: experiment.items.filter { own.contains($0.name) }, work: work, report: report)
    do { try await scheduler.work() } catch let error as AuditError { throw error } catch {
      throw AuditError.fault("\(error)")
    }
    return store.contents
  }

  private init(
    _ experiment: Work, store: RunStore<Line>, items: [Dataset.Item], work: WorkRequest,
    report: @escaping (StudyEvent) -> Void
  ) {
    self.experiment = experiment
    self.store = store
    self.items = items
    self.report = report
    budget = MemoryBudget(of: experiment.plan, memory: work.memory, jobs: work.jobs)
    preparation = StudyPreparation(
      plan: experiment.plan, header: experiment.header,
      refusal: { still, image in experiment.refusal(of: still, image: image) })
  }

  // MARK: - Scheduling

  private func openJobs(of image: String) -> [Work.Job]? {
    guard !store.has(Line.failureKey(of: image)) else { return nil }
    let open = experiment.jobs(of: image).filter { !store.has(experiment.key(of: $0, image: image)) }
    let closes = experiment.closingKey(of: image).map { !store.has($0) } ?? false
    return open.isEmpty && !closes ? nil : open
  }

  private func work() async throws {
    let waiting = items.compactMap { item in openJobs(of: item.name).map { (item: item, jobs: $0) } }
    let done = store.count
    report(.began(pieces: done + waiting.reduce(0) { $0 + $1.jobs.count }, done: done))
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var nextImage = 0
      var ready: [(image: Ready, job: Work.Job)] = []
      var inFlight = 0
      var memory = ImagesInMemory(budget: budget)
      while true {
        while inFlight < memory.jobs {
          if !ready.isEmpty {
            let (image, job) = ready.removeFirst()
            group.addTask { [experiment] in
              .finished(try await experiment.line(for: job, on: image.study, image.prepared), image)
            }
          } else if nextImage < waiting.count,
            let room = memory.admit(waiting[nextImage].item, pieces: waiting[nextImage].jobs.count)
          {
            let (item, jobs) = waiting[nextImage]
            nextImage += 1
            prepare(item, jobs, room, in: &group)
          } else {
            break
          }
          inFlight += 1
        }
        guard let outcome = try await group.next() else { return }
        inFlight -= 1
        try record(outcome)
        switch outcome {
        case .prepared(let image, let jobs):
          ready += jobs.map { (image, $0) }
          if jobs.isEmpty { if close(image, in: &group) { inFlight += 1 } else { leave(image.study.name, &memory) } }
        case .finished(_, let image):
          guard memory.isLast(image.study.name) else {
            memory.release(image.study.name)
            continue
          }
          if close(image, in: &group) { inFlight += 1 } else { leave(image.study.name, &memory) }
        case .failed(let item, _, _): leave(item.name, &memory)
        case .closed(let image, _): leave(image, &memory)
        }
      }
    }
  }

  private func leave(_ image: String, _ memory: inout ImagesInMemory) {
    memory.remove(image)
    trimHeap()
  }

  /// Begins the work that follows when all other work of an image is done.
  /// - Returns: whether there is any.
  private func close(_ image: Ready, in group: inout ThrowingTaskGroup<Outcome, any Error>) -> Bool {
    let name = image.study.name
    guard let key = experiment.closingKey(of: name), !store.has(key) else { return false }
    let lines = store.lines(of: name)
    group.addTask { [experiment] in
      .closed(name, try experiment.closingLine(on: image.study, image.prepared, lines: lines))
    }
    return true
  }

  private func prepare(
    _ item: Dataset.Item, _ jobs: [Work.Job], _ room: ImagesInMemory.Room,
    in group: inout ThrowingTaskGroup<Outcome, any Error>
  ) {
    if let objection = room.objection {
      if objection.isRefused {
        group.addTask { [experiment] in
          var failure = StudyFailure(.unreadable, item.name, objection.text)
          failure.input = InputFingerprint.of(item, takesStreams: experiment.plan.takesStreams)
          return .failed(item, failure, jobs)
        }
        return
      }
      report(.heavy(image: item.name, reason: "\(item.name): \(objection.text)"))
    }
    let known = store.ladders(of: item.name) + experiment.knownLadders(of: item.name)
    let width = max(1, room.jobs / max(items.count, 1))
    group.addTask { [preparation, experiment] in
      let starts = experiment.starts(of: jobs)
      switch try await preparation.study(item, known: known, starts: starts, width: width, inTurn: room.inTurn) {
      case .failure(let failure): return .failed(item, failure, jobs)
      case .success(let study):
        do { return .prepared(Ready(study: study, prepared: try experiment.prepare(study, for: jobs)), jobs) } catch let
          error as AuditError
        { throw error } catch {
          let failure = StudyFailure(
            .metric, item.name, "\(error)", input: study.input, of: study.reference, notes: study.notes)
          return .failed(item, failure, jobs)
        }
      }
    }
  }

  // MARK: - Recording

  private func record(_ outcome: Outcome) throws(AuditError) {
    switch outcome {
    case .prepared(let image, _):
      let input = experiment.input(of: image.study, image.prepared)
      for var ladder in image.study.ladders {
        ladder.input = input
        try store.append(ladder)
      }
      report(.prepared(image: image.study.name))
    case .failed(let item, let failure, let jobs):
      let lines = experiment.lines(for: failure, of: item.name, jobs: jobs)
      for line in lines { try store.append(line) }
      if lines.contains(where: { $0.key == Line.failureKey(of: item.name) }) {
        report(.dropped(image: item.name, reason: failure.description, pieces: jobs.count))
      } else {
        for line in lines { reportFinished(line) }
      }
    case .finished(let line, _):
      try store.append(line)
      reportFinished(line)
    case .closed(_, let line):
      if let line { try store.append(line) }
    }
  }

  private func reportFinished(_ line: Line) {
    report(.finished(image: line.image, part: experiment.part(of: line), problem: experiment.problem(of: line)))
  }
}
