import AuditRecord
import Testing

@testable import Scoring

@Suite("What honest encodes say of a fusion") struct FusionSummarisingTests {
  private func encode(_ image: String, _ score: Double, _ slopes: [Double], gain: Double = 0) -> FusionModel.Operating {
    FusionModel.Operating(
      image: image, codec: "jpeg", quality: 30,
      place: FusionModel.Place(
        name: "jpeg:30", features: [:], score: score, slopes: ["a": slopes[0], "b": slopes[1]]),
      gainByLosing: gain)
  }

  @Test func sharesBandsAndThresholds() {
    let summary = FusionSummary(
      [
        encode("x", 40, [-3, -1], gain: 4), encode("x", 62, [-2, -2], gain: 3), encode("y", 83, [-1, 0.5], gain: 1),
        encode("y", 91, [1, -0.5], gain: 2), encode("y", 96, [2, 3], gain: 0),
      ], features: ["a", "b"])
    #expect(summary.encodes == 5 && summary.images == 2)
    #expect(summary.anyNegativeShare == 0.8)
    let a = summary.features[0]
    #expect(a.feature == "a" && a.negativeShare == 0.6 && a.least == -3 && a.median == -1 && a.most == 2)
    // Every encode below 91 has a negative slope; from there on none has.
    #expect(a.negativeBelow == 91 && a.negativeShareAbove == 0)
    let b = summary.features[1]
    #expect(b.negativeBelow == 83 && b.negativeShareAbove == 1.0 / 3)

    #expect(summary.bands.map(\.from) == [30, 60, 80, 90, 95] && summary.bands.map(\.to) == [50, 70, 90, 95, nil])
    #expect(summary.bands.map(\.encodes) == [1, 1, 1, 1, 1])
    #expect(summary.bands[2].negativeShare == ["a": 1, "b": 0] && summary.bands[2].medianGainByLosing == 1)
  }

  @Test func aFeatureThatIsNeverOrAlwaysLostHasNoThreshold() {
    let summary = FusionSummary([encode("x", 40, [1, -1]), encode("x", 50, [2, -2])], features: ["a", "b"])
    #expect(summary.features.map(\.negativeShare) == [0, 1])
    #expect(summary.features.allSatisfy { $0.negativeBelow == nil && $0.negativeShareAbove == nil })
  }

  @Test func nothingIsNothing() {
    let summary = FusionSummary([], features: ["a"])
    #expect(summary.encodes == 0 && summary.features.isEmpty && summary.bands.isEmpty)
    #expect(summary.anyNegativeShare == nil)
  }
}
