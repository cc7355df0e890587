import AttackEngine
import AuditRecord
import QualityMetrics
import Raster
import Scoring

/// Runs one case of an image: attack, write, read back, score.
struct CaseRunner: Sendable {
  /// One attack from one start.
  struct Job: Sendable, Equatable {
    let entry: Suite.Entry
    let start: StartSpec

    func key(image: String) -> CaseKey {
      CaseKey(image: image, start: start.description, attack: entry.name)
    }
  }

  let header: RunHeader
  let metric: any QualityMetric
  let pictures: PictureFolder

  /// The case's record.
  /// - Throws: `RunError` when the run itself cannot go on; what only this case cannot do is in its record.
  func run(_ job: Job, on image: PreparedImage) throws -> CaseRecord {
    let began = ContinuousClock.now
    var measurement = CaseMeasurement(
      key: job.key(image: image.name), attackID: job.entry.attack, width: image.reference.width,
      height: image.reference.height, notes: image.notes, input: image.input)
    measurement.pictures.reference = image.referencePath
    do {
      try measure(job, on: image, into: &measurement)
    } catch let error as RunError {
      throw error
    } catch MetricError.disk(let reason), AttackError.metric(.disk(let reason)) {
      throw RunError.disk(reason)
    } catch {
      measurement.failure = failure(error, image: image.name)
    }
    measurement.seconds = (ContinuousClock.now - began).seconds
    return score(measurement, ladders: image.ladders, header: header)
  }

  private func measure(_ job: Job, on image: PreparedImage, into measurement: inout CaseMeasurement) throws {
    guard let start = image.starts[job.start] else {
      throw RunError.fault("\(image.name): the start \(job.start) was not prepared")
    }
    measurement.start = start.scored
    measurement.pictures.start = start.path
    let key = measurement.key
    let outcome = try attacked(job, key, from: start.image, of: image)
    measurement.chosen = outcome.chosen
    if outcome.image == start.image {
      // The start's file is the attacked image's file, and it is scored already.
      measurement.attacked = start.scored
      measurement.pictures.attacked = start.path
    } else {
      let path = PictureFolder.path(image: image.name, "\(key.attack) from \(key.start)")
      let seen = try pictures.store(outcome.image, at: path)
      measurement.attacked = try image.witnesses.measure(BT709.picture(seen))
      measurement.pictures.attacked = path
    }
    if let fused = metric as? any AttributableMetric, let end = measurement.attacked {
      measurement.attribution = fused.attribution(from: start.scored.features, to: end.features) ?? [:]
    }
  }

  /// What the attack makes of a start.
  ///
  /// The metric's smooth form is prepared for this case alone: it takes the time of a gradient or two, attacks take dozens
  /// of them, and it would keep as much memory as several members of the panel while they measure.
  private func attacked(
    _ job: Job, _ key: CaseKey, from start: RGBImage, of image: PreparedImage
  ) throws -> AttackOutcome {
    let attack = try AttackRegistry.attack(job.entry.attack, parameters: job.entry.parameters)
    var steering: (any LumaDifferentiable)?
    if type(of: attack).descriptor.need == .gradient {
      steering = try (metric as? any DifferentiableMetric)?.prepareDifferentiable(image.luma)
    }
    let problem = try AttackProblem(
      reference: image.reference, start: start, descriptor: metric.descriptor, metric: image.witnesses.metric,
      steering: steering)
    var random = SeededRandom(seed: header.seed, label: "\(key.image)|\(key.start)|\(key.attack)")
    return try attack.perturb(problem, random: &random)
  }

  /// What an error of a single case is: some attacks cannot be made from some starts, which says nothing of the image.
  private func failure(_ error: any Error, image: String) -> CaseMeasurement.Failure {
    switch error {
    case AttackError.needsGradient, AttackError.unsuitableStart, AttackError.metric(.tooSmall), MetricError.tooSmall:
      return CaseMeasurement.Failure(verdict: .notApplicable, reason: "\(image): \(error)")
    case AttackError.metric(.outside), MetricError.outside:
      return CaseMeasurement.Failure(verdict: .error, reason: "\(image): \(error)", outside: true)
    default:
      return CaseMeasurement.Failure(verdict: .error, reason: "\(image): \(error)")
    }
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
