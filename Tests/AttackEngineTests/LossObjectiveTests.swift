import AttackEngine
import AuditRecord
import Losses
import QualityMetrics
import Raster
import TestSupport
import Testing

@Suite("Attacks on a loss") struct LossObjectiveTests {
  /// Adam under a ceiling on luma's error, on every loss of the registry: the written picture's loss is not above the
  /// start's, the chroma planes are the start's, and squared error does fall.
  @Test func attacksDescendEveryLoss() throws {
    let reference = testImage(width: 192, height: 192)
    let start = noisy(reference, levels: 12)
    let picture = BT709.picture(start)
    for loss in LossRegistry.all {
      let objective = try LossObjective(loss, reference: BT709.picture(reference))
      let attack = try AttackRegistry.attack("pgd-linf", parameters: ["budget": 4, "steps": 8])
      var random = SeededRandom(seed: 1)
      let made = BT709.picture(
        try attack.perturb(try objective.problem(reference: reference, start: start), random: &random).image)
      #expect(try objective.value(made) < objective.value(picture), "\(loss.id)")
      #expect(made.chroma?.cb == picture.chroma?.cb && made.chroma?.cr == picture.chroma?.cr, "\(loss.id)")
    }
  }

  /// The steering form is the loss itself, and its gradient with respect to luma.
  @Test func steersByTheLoss() throws {
    let reference = testImage(width: 192, height: 192)
    let start = noisy(reference, levels: 12)
    let objective = try LossObjective(RobustLoss(), reference: BT709.picture(reference))
    let problem = try objective.problem(reference: reference, start: start)
    let picture = BT709.picture(start)
    #expect(problem.sign == -1)
    let steering = try #require(problem.steering)
    #expect(try steering.value(SteeringInput(picture, for: problem.descriptor)) == objective.value(picture))
    #expect(try problem.metric.evaluate(picture).score == objective.value(picture))
  }

  @Test func everyLossNamesMetricsOfTheRegistry() {
    let planned: Set<String> = ["psnr_ycbcr"]
    let known = Set(MetricRegistry.all.map(\.descriptor.id)).union(planned)
    for loss in LossRegistry.all {
      #expect(!loss.metrics.isEmpty && loss.metrics.isSubset(of: known), "\(loss.id)")
      // Whole-picture members are witnesses that no loss sees.
      for id in loss.metrics { #expect(MetricRegistry.metric(id)?.descriptor.group != .whole, "\(loss.id)") }
    }
  }
}
