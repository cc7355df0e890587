import AttackEngine
import ImageFiles
import QualityMetrics
import Raster
import Reporting
import RunStorage
import Scoring

/// `audit run`: every attack of a suite from every start on every image.
public struct AuditExperiment: Experiment {
  /// One attack from one start.
  struct Job: Sendable {
    let entry: Suite.Entry
    let start: StartSpec
  }

  let header: RunHeader
  let plan: StudyPlan
  let items: [Dataset.Item]
  private let jobs: [Job]

  /// States a request.
  /// - Parameters:
  ///   - maxInflation: the limit that was asked for; nil for the suite's or the metric's own.
  ///   - known: findings that are known and fail nothing; nil where none were named.
  /// - Throws: `AuditError.usage` for a metric that may not steer.
  public init(
    metric: any QualityMetric, suite: Suite, dataset: Dataset, maxInflation: Double?,
    known: KnownFindings? = nil, work: WorkRequest
  ) throws(AuditError) {
    try requireObjective(metric)
    let panel = suite.members(besides: metric)
    let fusion = FusionSubject(of: metric)
    var header = RunHeader(
      .audit, metric: metric, panel: panel, suite: suite.name, ladders: suite.ladders, dataset: dataset, work: work,
      attacks: suite.attacks, limit: maxInflation ?? suite.limit, limitWasAsked: maxInflation != nil)
    header.fusion = fusion?.described()
    header.known = known
    self.header = header
    items = dataset.items
    plan = StudyPlan(
      metric: metric, panel: panel, ladders: suite.ladders, fusion: fusion,
      pictures: work.output.map { PictureFolder(root: $0) },
      smallestSide: max(smallestJudgedSide, metric.descriptor.smallestSide), noise: "inflation",
      refusesUntelling: true)
    jobs = suite.attacks.flatMap { entry in entry.starts.map { Job(entry: entry, start: $0) } }
  }

  func jobs(of image: String) -> [Job] { jobs }

  func key(of job: Job, image: String) -> CaseKey {
    CaseKey(image: image, start: job.start.description, attack: job.entry.name)
  }

  func part(of line: CaseRecord) -> String { line.key.attack ?? "" }

  func problem(of line: CaseRecord) -> String? { line.problem }

  func starts(of jobs: [Job]) -> Set<StartSpec> { Set(jobs.map(\.start)) }

  // MARK: - One case

  func line(for job: Job, on study: ImageStudy, _ prepared: Void) throws -> CaseRecord {
    let began = ContinuousClock.now
    var measurement = CaseMeasurement(
      key: key(of: job, image: study.name), attackID: job.entry.attack, startKind: job.start.kind,
      width: study.reference.width, height: study.reference.height, notes: study.notes, input: study.input)
    measurement.pictures.reference = study.referencePath
    do { try measure(job, on: study, into: &measurement) } catch let error as AuditError { throw error } catch
      MetricError.disk(let reason), AttackError.metric(.disk(let reason))
    { throw AuditError.disk(reason) } catch {
      measurement.failure = failure(error, image: study.name)
    }
    measurement.seconds = (ContinuousClock.now - began).seconds
    return score(measurement, on: study.scale, header: header)
  }

  private func measure(_ job: Job, on study: ImageStudy, into measurement: inout CaseMeasurement) throws {
    guard let start = study.starts[job.start] else {
      throw AuditError.fault(study.name, "the start \(job.start) was not prepared")
    }
    measurement.start = start.scored
    measurement.pictures.start = start.path
    let outcome = try Attempt.outcome(
      of: job.entry, on: plan.metric, from: start.image, of: study, seed: header.seed,
      label: .runCase(image: study.name, start: job.start, attack: job.entry.name))
    measurement.chosen = outcome.chosen
    if outcome.image == start.image {
      // The start's file is the attacked image's file, and it is scored already.
      measurement.attacked = start.scored
      measurement.pictures.attacked = start.path
    } else {
      let path = PicturePath.path(image: study.name, "\(job.entry.name) from \(job.start)")
      let seen = try plan.pictures?.store(outcome.image, at: path) ?? outcome.image
      measurement.attacked = try study.witnesses.measure(BT709.picture(seen))
      measurement.pictures.attacked = plan.pictures.map { _ in path }
    }
    if let fused = plan.metric as? any AttributableMetric, let end = measurement.attacked {
      let account = fused.attribution(from: start.scored.features, to: end.features) ?? [:]
      measurement.attribution = Dictionary(
        uniqueKeysWithValues: account.map { ($0 == VMAFModel.clippingName ? .clipping : .feature($0), $1) })
    }
  }

  /// What an error of a single case is: some attacks cannot be made from some starts, which says nothing of the image.
  private func failure(_ error: any Error, image: String) -> CaseMeasurement.Failure {
    switch error {
    case AttackError.needsGradient, AttackError.unsuitableStart, AttackError.metric(.tooSmall), MetricError.tooSmall:
      return CaseMeasurement.Failure(kind: .notApplicable, subject: image, reason: "\(error)")
    case AttackError.metric(.outside), MetricError.outside:
      return CaseMeasurement.Failure(kind: .outside, subject: image, reason: "\(error)")
    default:
      return CaseMeasurement.Failure(kind: .fault, subject: image, reason: "\(error)")
    }
  }

  // MARK: - An image that cannot be studied

  func lines(for failure: StudyFailure, of image: String, jobs: [Job]) -> [CaseRecord] {
    func line(_ key: CaseKey, _ job: Job?, _ kind: CaseMeasurement.Failure.Kind) -> CaseRecord {
      let measurement = CaseMeasurement(
        key: key, attackID: job?.entry.attack, startKind: job?.start.kind, width: failure.size?.width,
        height: failure.size?.height, notes: failure.notes, input: failure.input,
        failure: CaseMeasurement.Failure(kind: kind, subject: failure.subject, reason: failure.reason))
      return score(measurement, ladders: [], header: header)
    }
    func lines(_ kind: CaseMeasurement.Failure.Kind) -> [CaseRecord] {
      jobs.map { line(key(of: $0, image: image), $0, kind) }
    }
    switch failure.kind {
    case .unreadable, .refused: return [line(CaseRecord.failureKey(of: image), nil, .input)]
    // The metric's own program cannot take the image: one error, as for an image that cannot be read.
    case .outside: return [line(CaseRecord.failureKey(of: image), nil, .outside)]
    // One that tells nothing cannot be audited with any picture; one of this program's may do so on some.
    case .untelling where plan.metric is ExternalMetric: return [line(CaseRecord.failureKey(of: image), nil, .outside)]
    case .tooSmall, .untelling: return lines(.notApplicable)
    case .metric: return lines(.fault)
    }
  }

  // MARK: - The record

  /// What the cases come to: a function of the record alone.
  static func conclude(_ run: RunFolder<CaseRecord>) -> RunRecord {
    var random = SeededRandom(seed: run.header.seed, label: "summary")
    var record = RunRecord(header: run.header, ladders: run.ladders, cases: run.lines, random: &random)
    record.unfinished = run.unfinished
    return record
  }

  static func conclusion(of run: RunFolder<CaseRecord>) -> Conclusion { .audit(conclude(run)) }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

extension CaseRecord {
  /// Why the case is in error, as a sentence; nil for one that is not.
  public var problem: String? {
    guard verdict == .error else { return nil }
    return measurement.failure.map(CaseWords.failure) ?? "\(image): the metric gave no number"
  }
}
