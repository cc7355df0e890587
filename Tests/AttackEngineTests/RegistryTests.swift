import AuditRecord
import QualityMetrics
import Raster
import Testing

@testable import AttackEngine

/// What every attack of the registry keeps to.
@Suite("Every attack") struct RegistryTests {
  let reference = flattened(testImage(), columns: 20)
  let metric = TargetMetric(target: { plane in plane.map { $0 + 3 } })

  /// Few steps where an attack counts them: the contract does not depend on how far it gets.
  func fewSteps(_ descriptor: AttackDescriptor) -> [String: Double] {
    let counts = descriptor.parameters.filter { ["steps", "queries"].contains($0.name) }
    return Dictionary(uniqueKeysWithValues: counts.map { ($0.name, 10) })
  }

  func attack(_ descriptor: AttackDescriptor) throws -> any Attack {
    try AttackRegistry.attack(descriptor.id, parameters: fewSteps(descriptor))
  }

  /// The defaults that the descriptor shows, and that a record states, are those that the attack works with.
  @Test(arguments: AttackRegistry.descriptors.map(\.id)) func aParameterLeftOutHasItsDefault(id: String) throws {
    let descriptor = try #require(AttackRegistry.descriptors.first { $0.id == id })
    let stated = Dictionary(uniqueKeysWithValues: descriptor.parameters.map { ($0.name, $0.defaultValue) })
    let problem = try AttackProblem(reference: reference, start: noisy(reference, levels: 5), metric: metric)
    let outcomes = try [[:], stated].map { parameters in
      var random = SeededRandom(seed: 1)
      return try AttackRegistry.attack(id, parameters: parameters.merging(fewSteps(descriptor)) { $1 })
        .perturb(problem, random: &random)
    }
    #expect(outcomes[0].image == outcomes[1].image && outcomes[0].chosen == outcomes[1].chosen)
  }

  @Test(arguments: AttackRegistry.descriptors.map(\.id)) func keepsTheContract(id: String) throws {
    let descriptor = try #require(AttackRegistry.descriptors.first { $0.id == id })
    let start = noisy(reference, levels: 5)
    let problem = try AttackProblem(reference: reference, start: start, metric: metric)
    var images: [RGBImage] = []
    for seed: UInt64 in [1, 1, 2] {
      var random = SeededRandom(seed: seed)
      let outcome = try attack(descriptor).perturb(problem, random: &random)
      #expect(outcome.image.bitDepth == 8)
      #expect(outcome.image.width == start.width && outcome.image.height == start.height)
      #expect(outcome.image.red.samples.allSatisfy { $0 <= 255 })
      #expect(outcome.chosen.values.allSatisfy { $0.isFinite })
      images.append(outcome.image)
    }
    #expect(images[0] == images[1], "one seed, one image")
  }

  @Test(arguments: AttackRegistry.descriptors.map(\.id)) func saysWhenItNeedsAGradient(id: String) throws {
    let descriptor = try #require(AttackRegistry.descriptors.first { $0.id == id })
    let problem = try AttackProblem(
      reference: reference, start: noisy(reference, levels: 5), metric: ScoresOnlyMetric(base: metric))
    var random = SeededRandom(seed: 1)
    var needsGradient = false
    do {
      _ = try attack(descriptor).perturb(problem, random: &random)
    } catch AttackError.needsGradient(let attack) {
      #expect(attack == id)
      needsGradient = true
    }
    #expect(needsGradient == (descriptor.need == .gradient))
  }

  /// Whole-picture members of the panel are no one's objective.
  @Test func witnessesAreRefused() throws {
    let witnesses = MetricRegistry.all.filter { $0.descriptor.group == .whole }
    #expect(!witnesses.isEmpty)
    for witness in witnesses {
      #expect(throws: AttackError.self) { try AttackProblem(reference: reference, start: reference, metric: witness) }
      let prepared = try witness.prepare(BT709.picture(reference))
      do {
        _ = try AttackProblem(
          reference: reference, start: reference, descriptor: witness.descriptor, metric: prepared, steering: nil)
        Issue.record("\(witness.descriptor.id) was taken as an objective")
      } catch {
        guard case .witness(let metric) = error else { throw error }
        #expect(metric == witness.descriptor.id)
      }
    }
  }
}
