import AuditRecord
import Testing

@testable import AuditRunner

@Suite("A metric that tells nothing") struct UntellingMetricTests {
  /// Rungs of rising quality; the last is the reference.
  private func ladder(_ rungs: [(score: Double, psnr: Double)]) -> LadderRecord {
    LadderRecord(
      image: "a.png", codec: "jpeg",
      rungs: rungs.enumerated().map { index, rung in
        LadderRecord.Rung(
          quality: index == rungs.count - 1 ? nil : Double(index), bytes: nil, score: rung.score,
          panel: ["psnr": rung.psnr], features: [:])
      })
  }

  private func found(_ ladders: [LadderRecord], higherIsBetter: Bool = true) -> UntellingMetric? {
    UntellingMetric(on: ladders, higherIsBetter: higherIsBetter)
  }

  @Test func oneThatDoesNotMoveIsFoundWhereThePanelSeesADifference() {
    #expect(found([ladder([(3, 20), (3, 30)]), ladder([(3, 25)])]) == .constant(score: 3, pictures: 3))
    #expect(found([ladder([(3, 20), (3.5, 30)]), ladder([(3.5, 30)])]) == nil)
    // A flat picture, which every codec keeps as it is.
    #expect(found([ladder([(3, 60), (3, 60)])]) == nil)
    #expect(found([]) == nil)
  }

  @Test func theNoiseOfSumsIsNoMovement() {
    #expect(found([ladder([(50, 20), (50 + 1e-9, 30)])]) == .constant(score: 50, pictures: 2))
    #expect(found([ladder([(-50 - 1e-9, 20), (-50, 30)])]) != nil)
    // A metric of small numbers moves by little, and moves.
    #expect(found([ladder([(1e-9, 20), (2e-9, 30)])]) == nil)
    #expect(found([ladder([(0.999_99, 20), (1, 30)])]) == nil)
  }

  @Test func oneThatIsReadTheWrongWayRoundIsFound() {
    let error = [ladder([(9, 20), (4, 30), (0, 60)]), ladder([(7, 22), (0, 60)])]
    #expect(found(error) == .backward(reference: 0, nearest: 4))
    #expect(found(error, higherIsBetter: false) == nil)
    // One encode that it likes better, as sharpened ones are liked, is no direction.
    #expect(found([ladder([(50, 20), (99, 30), (97, 60)])]) == nil)
    // The reference as good as the worst encode: no.
    #expect(found([ladder([(50, 20), (60, 30), (50, 60)])]) == nil)
    let gain = [ladder([(10, 20), (20, 30), (60, 60)])]
    #expect(found(gain, higherIsBetter: false) == .backward(reference: 60, nearest: 20))
  }
}
