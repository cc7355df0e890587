import AuditRecord
import Raster
import Testing

@testable import Scoring

@Suite struct CodecDemoFrontTests {
  /// Changes of eight images around `metric` and `worst`; `jitter` moves the metric up and down from image to image.
  private func arm(
    _ metric: Double, _ worst: Double, jitter: Double = 0, images: Int = 8, part: CodecDemoPart = .decoder
  ) -> CodecDemoFront.Arm {
    let names = (0..<images).map { "\($0)" }
    func changes(_ mean: Double, _ jitter: Double) -> [String: Double] {
      Dictionary(
        uniqueKeysWithValues: names.enumerated().map { index, name in
          // What images differ by among themselves is larger than what arms differ by: only pairs tell arms apart.
          (name, mean + Double(index) + (index.isMultiple(of: 2) ? jitter : -jitter))
        })
    }
    return CodecDemoFront.Arm(
      part: part, metric: changes(metric, jitter),
      groups: [.structure: changes(worst + 1, 0), .fidelity: changes(worst, 0)])
  }

  private func front(_ arms: [CodecDemoFront.Arm]) -> [Bool] {
    var random = SeededRandom(seed: 1)
    let front = CodecDemoFront(arms, random: &random)
    return arms.indices.map(front.holds)
  }

  /// A gain that is larger by less than the images can tell does not save an arm whose worst group is clearly lower.
  @Test func differencesThatImagesCannotTellDecideNothing() {
    #expect(front([arm(2, -3), arm(1.98, -1, jitter: 0.1)]) == [false, true])
    #expect(front([arm(2, -3), arm(1.98, -1)]) == [true, true])
    #expect(front([arm(2, -3), arm(2, -3, jitter: 0.1)]) == [true, true])
  }

  /// Clearly less gain for a clearly better worst group is a trade: both stay.
  @Test func tradesStay() {
    #expect(front([arm(2, -3), arm(1, -1), arm(0.5, -0.1)]) == [true, true, true])
    #expect(front([arm(2, -3), arm(1, -1), arm(0.5, -2)]) == [true, true, false])
  }

  /// Parts are not compared with each other; an arm that no group can tell of dominates nothing.
  @Test func onlyArmsOfOnePartCompare() {
    #expect(front([arm(2, -3), arm(3, 0, part: .encoder)]) == [true, true])
    let blind = CodecDemoFront.Arm(part: .decoder, metric: ["0": 9], groups: [:])
    #expect(front([arm(2, -3), blind]) == [true, true])
  }

  /// Fewer than six images have no interval: a difference counts that every image shows.
  @Test func fewImagesMustAllShowADifference() {
    #expect(front([arm(2, -3, images: 2), arm(1.98, -1, jitter: 0.1, images: 2)]) == [false, true])
    #expect(front([arm(2, -3, images: 2), arm(1.98, -1, images: 2)]) == [true, true])
    #expect(front([arm(2, -3, images: 2), arm(2, -1, images: 2)]) == [false, true])
  }
}
