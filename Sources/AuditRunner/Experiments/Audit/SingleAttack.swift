import AttackEngine
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage

/// One attack on one image, for `audit attack`.
public enum SingleAttack {
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

  /// Attacks an image and writes the result as PNG, complete or not at all.
  /// - Throws: `AuditError.usage` for an unknown attack or parameter, for a start that the attack cannot begin from, and
  ///   for a metric that may not steer; also what reading and attacking the image throws.
  public static func run(
    _ id: String, parameters: [String: Double], on path: String, from start: StartSpec?, metric: any QualityMetric,
    seed: UInt64, to output: String
  ) throws(AuditError) -> Outcome {
    let attack: any Attack
    do throws(AttackError) { attack = try AttackRegistry.attack(id, parameters: parameters) } catch {
      throw AuditError.usage(error.description)
    }
    let descriptor = type(of: attack).descriptor
    let spec = start ?? StartSpec.usual(for: descriptor)
    try requireObjective(metric)
    if let obstacle = spec.obstacle(for: descriptor) { throw AuditError.usage(obstacle) }
    var inputs = [path]
    if case .file(let start) = spec { inputs.append(start) }
    try FileIdentity.require(output, isNoneOf: inputs)
    do {
      let decoded = try ImageReader.read(path: path)
      let start = try spec.image(of: decoded.image)
      let problem = try AttackProblem(reference: decoded.image, start: start, metric: metric)
      let before = try problem.metric.evaluate(BT709.picture(start)).score
      let outcome = try Attempt.outcome(
        of: attack, on: problem, seed: seed,
        label: .single(path: path, start: spec, attack: descriptor.id))
      let seen: RGBImage
      do throws(ImageFileError) {
        try PNGWriter.write(outcome.image, to: output, compression: .small)
        seen = try ImageReader.read(path: output).image
      } catch {
        throw AuditError(writing: error)
      }
      let after = try problem.metric.evaluate(BT709.picture(seen)).score
      let slip = try strangeness(of: spec, scoring: before, reference: decoded.image, problem)
      return Outcome(before: before, after: after, chosen: outcome.chosen, notes: decoded.notes + slip)
    } catch {
      throw AuditError(error, subject: path)
    }
  }
}

extension SingleAttack {
  /// That a start from a file is hardly a picture of the reference: it scores no more than what the coarsest honest encodes do.
  private static func strangeness(
    of spec: StartSpec, scoring score: Double, reference: RGBImage, _ problem: AttackProblem
  ) throws -> [String] {
    guard case .file(let path) = spec else { return [] }
    for codec in HonestCodec.withBitstream {
      let coarsest = try codec.roundTrip(reference, quality: codec.ladderQualities.lowerBound).image
      guard try problem.sign * problem.metric.evaluate(BT709.picture(coarsest)).score >= problem.sign * score else {
        return []
      }
    }
    return ["\(path): scores no more than the coarsest honest encodes do; is it a picture of this reference?"]
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
