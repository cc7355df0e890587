import AttackEngine
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster

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
  /// - Throws: `RunError.usage` for an unknown attack or parameter, for a start that the attack cannot begin from, and
  ///   for a metric that may not steer.
  public init(
    metric: any QualityMetric, attack id: String, parameters: [String: Double], start: StartSpec?, seed: UInt64
  ) throws(RunError) {
    do throws(AttackError) {
      attack = try AttackRegistry.attack(id, parameters: parameters)
    } catch {
      throw RunError.usage(error.description)
    }
    let descriptor = type(of: attack).descriptor
    self.start = start ?? StartSpec.usual(for: descriptor)
    try requireObjective(metric)
    if let obstacle = self.start.obstacle(for: descriptor) { throw RunError.usage(obstacle) }
    self.metric = metric
    self.seed = seed
  }

  /// Attacks an image and writes the result as PNG, complete or not at all.
  /// - Throws: `RunError`
  public func run(on path: String, to output: String) throws(RunError) -> Outcome {
    var inputs = [path]
    if case .file(let start) = start { inputs.append(start) }
    for input in inputs where FileIdentity(output).map({ $0 == FileIdentity(input) }) ?? false {
      throw RunError.usage("\(output): is the input \(input) itself, which is not overwritten; give another --output")
    }
    do {
      let decoded = try ImageReader.read(path: path)
      let start = try image(of: decoded.image)
      let problem = try AttackProblem(reference: decoded.image, start: start, metric: metric)
      let before = try problem.metric.evaluate(BT709.picture(start)).score
      // By its name alone, so that the same file gives the same result from wherever it is named.
      let name = path.split(separator: "/").last ?? ""
      var random = SeededRandom(seed: seed, label: "\(name)|\(self.start)|\(type(of: attack).descriptor.id)")
      let outcome = try attack.perturb(problem, random: &random)
      let seen: RGBImage
      do throws(ImageFileError) {
        try PNGWriter.write(outcome.image, to: output, compression: .small)
        seen = try ImageReader.read(path: output).image
      } catch {
        throw RunError.disk(error.description)
      }
      let after = try problem.metric.evaluate(BT709.picture(seen)).score
      return Outcome(before: before, after: after, chosen: outcome.chosen, notes: decoded.notes)
    } catch let error as RunError {
      throw error
    } catch let error as ImageFileError {
      throw RunError.input(error.description)
    } catch {
      throw RunError.input("\(path): \(error)")
    }
  }

  private func image(of reference: RGBImage) throws -> RGBImage {
    switch start {
    case .reference: return reference.reducedTo8Bits
    case .encode(let codec, let quality): return try codec.roundTrip(reference, quality: quality).image
    case .file(let path):
      let image = try ImageReader.read(path: path).image.reducedTo8Bits
      guard image.width == reference.width, image.height == reference.height else {
        throw ImageFileError(
          file: path,
          reason: "is \(image.width)×\(image.height), its reference \(reference.width)×\(reference.height)")
      }
      return image
    }
  }
}

/// The metric may be what an attack raises.
/// - Throws: `RunError.usage` for a whole-picture member of the panel.
func requireObjective(_ metric: any QualityMetric) throws(RunError) {
  guard metric.descriptor.maySteer else {
    throw RunError.usage(AttackError.witness(metric: metric.descriptor.id).description)
  }
}

extension StartSpec {
  /// Where an attack begins when nothing is said.
  public static func usual(for attack: AttackDescriptor) -> StartSpec {
    attack.start == .reference ? .reference : .encode(.jpeg, quality: 30)
  }
}
