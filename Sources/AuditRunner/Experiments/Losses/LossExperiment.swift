import AttackEngine
import HonestCodecs
import Losses
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// `audit losses`: holds losses against the panel, by how they rank pictures and by what descending them does.
public struct LossExperiment: Experiment {
  let header: RunHeader
  let plan: StudyPlan
  let items: [Dataset.Item]
  private let losses: [any Loss]
  private let jobs: [LossPlan.Job]

  /// States a request. Members of the panel that a loss is made of are shown and do not vote.
  /// - Throws: `AuditError.fault`
  public init(losses: [any Loss], dataset: Dataset, work: WorkRequest) throws(AuditError) {
    guard let metric = MetricRegistry.metric(LossPlan.metric) else {
      throw AuditError.fault("the registry has no \(LossPlan.metric)")
    }
    let panel = MetricRegistry.panel.filter { $0.descriptor.id != metric.descriptor.id }
    var header = RunHeader(
      .losses, metric: metric, panel: panel, suite: "losses", ladders: LossPlan.ladders, dataset: dataset, work: work,
      attacks: LossPlan.onLoss)
    let seen = losses.reduce(into: Set<String>()) { $0.formUnion($1.metrics) }
    for index in header.panel.indices where seen.contains(header.panel[index].id) { header.panel[index].votes = false }
    let jobs = LossPlan.jobs(losses: losses.count)
    header.losses = LossRequest(
      losses: losses.map { LossRequest.Entry(id: $0.id, summary: $0.summary) },
      starts: LossPlan.starts.map(\.description), parts: jobs.map { Self.part($0, losses) }, margin: lossMargin)
    self.header = header
    items = dataset.items
    self.losses = losses
    self.jobs = jobs
    plan = StudyPlan(
      metric: metric, panel: panel, ladders: LossPlan.ladders, reducesDepth: true,
      smallestSide: max(smallestJudgedSide, metric.descriptor.smallestSide))
  }

  private static func part(_ job: LossPlan.Job, _ losses: [any Loss]) -> String {
    switch job {
    case .honest: return "honest"
    case .attack(let entry, let start, let loss):
      return "\(loss.map { losses[$0].id } ?? LossPlan.metric)|\(entry.name)|\(start)"
    }
  }

  func jobs(of image: String) -> [LossPlan.Job] { jobs }
  func key(of job: LossPlan.Job, image: String) -> LineKey { LineKey(image: image, part: Self.part(job, losses)) }
  func starts(of jobs: [LossPlan.Job]) -> Set<StartSpec> { Set(LossPlan.starts) }

  func problem(of line: LossLine) -> String? {
    if case .failure(let reason) = line.result { return reason }
    return nil
  }

  /// The losses against the image's reference.
  func prepare(_ study: ImageStudy, for jobs: [LossPlan.Job]) throws -> [LossObjective] {
    let picture = BT709.picture(study.reference)
    return try losses.map { try LossObjective($0, reference: picture) }
  }

  // MARK: - One piece of work

  func line(for job: LossPlan.Job, on study: ImageStudy, _ objectives: [LossObjective]) throws -> LossLine {
    let result: LossLine.Result
    do {
      switch job {
      case .honest: result = .pictures(try honest(study, objectives))
      case .attack(let entry, let start, let loss):
        result = try attacked(entry, from: start, on: loss, of: study, objectives)
      }
    } catch let error as AuditError {
      throw error
    } catch {
      result = .failure("\(study.name): \(title(of: job)): \(error)")
    }
    return LossLine(key: key(of: job, image: study.name), input: study.input, result: result)
  }

  private func title(of job: LossPlan.Job) -> String {
    guard case .attack(let entry, let start, _) = job else { return "honest encodes" }
    return "\(entry.name) from \(start)"
  }

  /// The encodes of the ladders, with what every loss says of them.
  private func honest(_ study: ImageStudy, _ objectives: [LossObjective]) throws -> [LossLine.Picture] {
    try study.ladders.flatMap { ladder in
      try ladder.rungs.compactMap { rung -> LossLine.Picture? in
        guard let quality = rung.quality, let codec = HonestCodec(rawValue: ladder.codec) else { return nil }
        let start = StartSpec.encode(codec, quality: Int(quality))
        let measured = CaseMeasurement.Scored(score: rung.score, features: rung.features, panel: rung.panel)
        return try picture(
          start.description, try start.image(of: study.reference), measured, isHonest: true, of: study, objectives)
      }
    }
  }

  private func attacked(
    _ entry: Suite.Entry, from spec: StartSpec, on loss: Int?, of study: ImageStudy, _ objectives: [LossObjective]
  ) throws -> LossLine.Result {
    guard let start = study.starts[spec] else {
      throw AuditError.fault(study.name, "the start \(spec) was not prepared")
    }
    let label = SeedLabel.descent(
      target: loss.map { losses[$0].id } ?? header.metric.id, image: study.name, start: spec, attack: entry.name)
    guard let loss else {
      let made = try Attempt.outcome(
        of: entry, on: plan.metric, from: start.image, of: study, seed: header.seed, label: label
      ).image
      let measured = try study.witnesses.measure(BT709.picture(made))
      return .pictures([
        try picture("\(entry.name) from \(spec)", made, measured, isHonest: false, of: study, objectives)
      ])
    }
    let objective = objectives[loss]
    let attack = try AttackRegistry.attack(entry.attack, parameters: entry.parameters)
    let problem = try objective.problem(reference: study.reference, start: start.image)
    let made = BT709.picture(try Attempt.outcome(of: attack, on: problem, seed: header.seed, label: label).image)
    let measured = try study.witnesses.measure(made)
    let changes = study.scale.impliedChanges(
      from: study.scale.readings(of: start.scored), to: study.scale.readings(of: measured))
    return .descent(
      LossLine.Descent(
        image: study.name, loss: losses[loss].id, attack: entry.name, start: spec.description,
        lossBefore: try objective.value(BT709.picture(start.image)), lossAfter: try objective.value(made),
        metricChange: measured.score - start.scored.score,
        groupChanges: changes))
  }

  /// A picture with what every loss says of it.
  private func picture(
    _ title: String, _ image: RGBImage, _ measured: CaseMeasurement.Scored, isHonest: Bool, of study: ImageStudy,
    _ objectives: [LossObjective]
  ) throws -> LossLine.Picture {
    let picture = BT709.picture(image)
    var values: [String: Double] = [:]
    for objective in objectives { values[objective.descriptor.id] = try objective.value(picture) }
    let implied = study.scale.impliedScores(study.scale.readings(of: measured))
    return LossLine.Picture(
      image: study.name, name: title, isHonest: isHonest, measured: measured, losses: values,
      implied: implied)
  }

  func lines(for failure: StudyFailure, of image: String, jobs: [LossPlan.Job]) -> [LossLine] {
    [
      LossLine(
        key: LossLine.failureKey(of: image), input: failure.input, result: .failure(failure.naming(image)))
    ]
  }

  // MARK: - The record

  static func conclusion(of run: RunFolder<LossLine>) throws(AuditError) -> Conclusion {
    guard let request = run.header.losses else { throw AuditError.input("the record compares no losses") }
    var random = SeededRandom(seed: run.header.seed, label: "losses")
    var record = LossRecord(
      request, header: run.header, ladders: run.ladders, lines: run.inOrder(ofParts: request.parts), random: &random)
    record.unfinished = run.unfinished
    return .losses(record, run.header)
  }
}
