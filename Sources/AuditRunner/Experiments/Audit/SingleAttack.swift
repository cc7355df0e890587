import AttackEngine
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage

/// One attack on one image, for `audit attack`.
public struct SingleAttack: Sendable {
  /// What came of it.
  public struct Outcome: Sendable {
    /// The start's score.
    public let before: Double
    /// The score of the written file.
    public let after: Double
    /// What the attack chose or reached, by name.
    public let chosen: [String: Double]
    /// What deserves to be said of the input.
    public let notes: [String]
  }

  let metric: any QualityMetric
  let attack: any Attack
  let start: StartSpec
  let seed: UInt64

  /// States an attack.
  /// - Throws: `AuditError.usage` for an unknown attack or parameter, for a start that the attack cannot begin from, and
  ///   for a metric that may not steer.
  public init(
    metric: any QualityMetric, attack id: String, parameters: [String: Double], start: StartSpec?, seed: UInt64
  ) throws(AuditError) {
    do throws(AttackError) { attack = try AttackRegistry.attack(id, parameters: parameters) } catch {
      throw AuditError.usage(error.description)
    }
    let descriptor = type(of: attack).descriptor
    self.start = start ?? StartSpec.usual(for: descriptor)
    try requireObjective(metric)
    if let obstacle = self.start.obstacle(for: descriptor) { throw AuditError.usage(obstacle) }
    self.metric = metric
    self.seed = seed
  }

  /// Attacks an image and writes the result as PNG, complete or not at all.
  /// - Throws: `AuditError`
  public func run(on path: String, to output: String) throws(AuditError) -> Outcome {
    var inputs = [path]
    if case .file(let start) = start { inputs.append(start) }
    try FileIdentity.require(output, isNoneOf: inputs)
    do {
      let decoded = try ImageReader.read(path: path)
      let start = try start.image(of: decoded.image)
      let problem = try AttackProblem(reference: decoded.image, start: start, metric: metric)
      let before = try problem.metric.evaluate(BT709.picture(start)).score
      let outcome = try Attempt.outcome(
        of: attack, on: problem, seed: seed,
        label: .single(path: path, start: self.start, attack: type(of: attack).descriptor.id))
      let seen: RGBImage
      do throws(ImageFileError) {
        try PNGWriter.write(outcome.image, to: output, compression: .small)
        seen = try ImageReader.read(path: output).image
      } catch {
        throw AuditError(writing: error)
      }
      let after = try problem.metric.evaluate(BT709.picture(seen)).score
      return Outcome(before: before, after: after, chosen: outcome.chosen, notes: decoded.notes)
    } catch {
      throw AuditError(error, subject: path)
    }
  }
}

/// The metric may be what an attack raises.
/// - Throws: `AuditError.usage` for a whole-picture member of the panel.
func requireObjective(_ metric: any QualityMetric) throws(AuditError) {
  guard metric.descriptor.maySteer else {
    throw AuditError.usage(AttackError.witness(metric: metric.descriptor.id).description)
  }
}

extension StartSpec {
  /// Where an attack begins when nothing is said.
  public static func usual(for attack: AttackDescriptor) -> StartSpec {
    attack.start == .reference ? .reference : .encode(.jpeg, quality: 30)
  }
}
