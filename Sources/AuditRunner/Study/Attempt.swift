import AttackEngine
import AuditRecord
import QualityMetrics
import Raster

/// An attack on an objective from a start.
enum Attempt {
  /// What an attack makes of a start.
  ///
  /// A metric's smooth form is prepared for this attempt alone: it takes the time of a gradient or two, attacks take dozens
  /// of them, and it would keep as much memory as several members of the panel while they measure.
  /// - Throws: `AttackError`, `MetricError`
  static func outcome(
    of entry: Suite.Entry, on metric: any QualityMetric, from start: RGBImage, of study: ImageStudy, seed: UInt64,
    label: SeedLabel
  ) throws -> AttackOutcome {
    let attack = try AttackRegistry.attack(entry.attack, parameters: entry.parameters)
    var steering: (any PreparedSteering)?
    if type(of: attack).descriptor.need == .gradient, let reference = study.steeringReference {
      steering = try (metric as? any DifferentiableMetric)?.prepareDifferentiable(reference)
    }
    let problem = try AttackProblem(
      reference: study.reference, start: start, descriptor: metric.descriptor, metric: study.witnesses.metric,
      steering: steering)
    return try outcome(of: attack, on: problem, seed: seed, label: label)
  }

  /// What an attack makes of a problem.
  /// - Throws: `AttackError`, `MetricError`
  static func outcome(
    of attack: any Attack, on problem: AttackProblem, seed: UInt64, label: SeedLabel
  ) throws -> AttackOutcome {
    var random = SeededRandom(seed: seed, label: label.text)
    return try attack.perturb(problem, random: &random)
  }
}

/// What an attempt's random numbers are drawn under, so that they depend on what is done and not on the order of work.
enum SeedLabel {
  /// A case of a run.
  case runCase(image: String, start: StartSpec, attack: String)
  /// One attack on a file, by the file's name alone: the same file gives the same result from wherever it is named.
  case single(path: String, start: StartSpec, attack: String)
  /// An attack on a loss, or on the metric that losses are compared with.
  case descent(target: String, image: String, start: StartSpec, attack: String)

  /// The label's text.
  var text: String {
    switch self {
    case .runCase(let image, let start, let attack): return "\(image)|\(start)|\(attack)"
    case .single(let path, let start, let attack):
      return "\(path.split(separator: "/").last ?? "")|\(start)|\(attack)"
    case .descent(let target, let image, let start, let attack): return "\(target)|\(image)|\(start)|\(attack)"
    }
  }
}
