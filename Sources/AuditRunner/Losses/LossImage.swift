import AttackEngine
import AuditRecord
import Losses
import QualityMetrics
import Raster
import Scoring

/// One image of `audit losses`: its scale, its starts and every loss against it.
struct LossImage: Sendable {
  /// A start with what is measured of it.
  struct Start: Sendable {
    let spec: StartSpec
    let image: RGBImage
    let measured: CaseMeasurement.Scored
    let readings: [CaseRecord.Reading]
  }

  /// An attack on the metric, or on the loss with this position.
  struct Job: Sendable {
    let loss: Int?
    let entry: Suite.Entry
    let start: Int
  }

  /// What a job came to.
  enum Result: Sendable {
    case picture(LossRecord.Picture, [CaseRecord.Reading])
    case descent(LossRecord.Descent)
    case failure(String)
  }

  let name: String
  let reference: RGBImage
  let metric: any QualityMetric
  let info: MetricInfo
  let seed: UInt64
  let witnesses: Witnesses
  let steering: (any LumaDifferentiable)?
  let objectives: [LossObjective]
  let scale: PanelScale
  let starts: [Start]

  /// Every attack from every start, on the metric and on each loss.
  var jobs: [Job] {
    func jobs(_ entries: [Suite.Entry], loss: Int?) -> [Job] {
      entries.flatMap { entry in starts.indices.map { Job(loss: loss, entry: entry, start: $0) } }
    }
    return jobs(LossPlan.onMetric, loss: nil) + objectives.indices.flatMap { jobs(LossPlan.onLoss, loss: $0) }
  }

  /// Attacks and measures. A case that cannot be made is a failure of that case alone.
  func run(_ job: Job) -> Result {
    let start = starts[job.start]
    do {
      let attack = try AttackRegistry.attack(job.entry.attack, parameters: job.entry.parameters)
      let problem: AttackProblem
      if let loss = job.loss {
        problem = try objectives[loss].problem(reference: reference, start: start.image)
      } else {
        problem = try AttackProblem(
          reference: reference, start: start.image, descriptor: metric.descriptor, metric: witnesses.metric,
          steering: steering)
      }
      let target = job.loss.map { objectives[$0].descriptor.id } ?? info.id
      var random = SeededRandom(seed: seed, label: "\(target)|\(name)|\(start.spec)|\(job.entry.name)")
      let made = BT709.picture(try attack.perturb(problem, random: &random).image)
      let measured = try witnesses.measure(made)
      let readings = scale.readings(of: measured)
      guard let loss = job.loss else {
        return .picture(
          try picture("\(job.entry.name) from \(start.spec)", made, measured, readings, isHonest: false), readings)
      }
      let changes = scale.impliedChanges(from: start.readings, to: readings)
      return .descent(
        LossRecord.Descent(
          image: name, loss: objectives[loss].descriptor.id, attack: job.entry.name, start: start.spec.description,
          lossBefore: try objectives[loss].value(BT709.picture(start.image)),
          lossAfter: try objectives[loss].value(made),
          metricChange: measured.score - start.measured.score,
          groupChanges: changes))
    } catch {
      return .failure("\(name): \(job.entry.name) from \(start.spec): \(error)")
    }
  }

  /// A picture with what every loss says of it.
  func picture(
    _ title: String, _ picture: Picture, _ measured: CaseMeasurement.Scored, _ readings: [CaseRecord.Reading],
    isHonest: Bool
  ) throws(MetricError) -> LossRecord.Picture {
    var values: [String: Double] = [:]
    for objective in objectives { values[objective.descriptor.id] = try objective.value(picture) }
    let implied = scale.impliedScores(readings)
    return LossRecord.Picture(
      image: name, name: title, isHonest: isHonest, measured: measured, losses: values,
      implied: implied)
  }
}
