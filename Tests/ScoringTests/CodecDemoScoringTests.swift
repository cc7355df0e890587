import AuditRecord
import Raster
import Testing

@testable import Scoring

/// A metric and one member of each of two groups; each member reads the score straight off: implied score = value.
private let run = RunHeader(
  toolVersion: "test", startedAt: "",
  metric: MetricInfo(id: "m", title: "M", unit: "points", higherIsBetter: true, group: nil, votes: false),
  panel: [
    MetricInfo(id: "s", title: "S", unit: "", higherIsBetter: true, group: .structure, votes: true),
    MetricInfo(id: "f", title: "F", unit: "", higherIsBetter: true, group: .fidelity, votes: true),
  ], suite: "codec demo", attacks: [], ladders: [:], datasets: [], seed: 0, shard: nil, limit: 6,
  limitWasAsked: false, colour: "", images: ["a", "b"], skippedFiles: 0)

private let ladders = ["a", "b"].map { image in
  LadderRecord(
    image: image, codec: "jpeg",
    rungs: stride(from: 0.0, through: 100, by: 10).map {
      LadderRecord.Rung(quality: $0, bytes: 1, score: $0, panel: ["s": $0, "f": $0], features: [:])
    })
}

private func pictures(
  _ checkpoint: String, score: Double, structure: Double, fidelity: Double, bytes: Double = 1
) -> [CodecDemoPicture] {
  ["a", "b"].flatMap { image in
    (0..<4).map { rate in
      let level = 30 + 12 * Double(rate) + (image == "b" ? 2 : 0)
      return CodecDemoPicture(
        image: image, checkpoint: checkpoint, rate: "\(rate)", bytes: Int(1000 * bytes * Double(1 << rate)), pixels: 1,
        scored: .init(
          score: level + score, features: [:], panel: ["s": level + structure, "f": level + fidelity]))
    }
  }
}

private func checkpoint(_ name: String, _ arm: String, _ part: CodecDemoPart) -> CodecDemoCheckpoint {
  CodecDemoCheckpoint(name: name, arm: arm, part: part, isSweep: false, provenance: "", checksum: 0)
}

@Suite struct CodecDemoScoringTests {
  private func score(
    _ tuned: [(CodecDemoCheckpoint, [CodecDemoPicture])]
  ) -> (comparisons: [CodecDemoComparison], arms: [CodecDemoArm]) {
    var random = SeededRandom(seed: 1)
    return scoreCodecDemo(
      pictures("base", score: 0, structure: 0, fidelity: 0) + tuned.flatMap(\.1), base: "base",
      checkpoints: tuned.map(\.0), ladders: ladders, rates: (0..<4).map { "\($0)" }, run: run, random: &random)
  }

  /// Two seeds of one arm are averaged; the gate judges each; the front holds what nothing beats.
  @Test func decodersAreAveragedOverSeedsAndJudged() throws {
    let result = score([
      (
        checkpoint("decoder-naive-s1", "decoder-naive", .decoder),
        pictures("decoder-naive-s1", score: 2, structure: -1, fidelity: -3)
      ),
      (
        checkpoint("decoder-naive-s2", "decoder-naive", .decoder),
        pictures("decoder-naive-s2", score: 3, structure: -2, fidelity: -3)
      ),
      (
        checkpoint("decoder-robust-s1", "decoder-robust", .decoder),
        pictures("decoder-robust-s1", score: 2.75, structure: 0.5, fidelity: 0)
      ),
      (
        checkpoint("decoder-mse-s1", "decoder-mse", .decoder),
        pictures("decoder-mse-s1", score: 0, structure: 0, fidelity: 0)
      ),
    ])
    #expect(result.comparisons.map(\.judgement.rule) == [.gamed, .gamed, .unearned, .unchanged])
    #expect(result.comparisons.map(\.passed) == [false, false, true, true])
    let naive = result.arms[0]
    #expect(naive.checkpoints == ["decoder-naive-s1", "decoder-naive-s2"])
    #expect(abs(naive.metric.value - 2.5) < 1e-9)
    #expect(abs((naive.groups[.structure]?.value ?? 0) + 1.5) < 1e-6)
    #expect(abs((naive.worstGroup ?? 0) + 3) < 1e-6)
    #expect(abs((naive.values["f"]?.value ?? 0) + 3) < 1e-9)
    #expect(naive.byRate.map(\.rate) == ["0", "1", "2", "3"])
    for mean in naive.byRate {
      #expect(abs(mean.metric - 2.5) < 1e-9)
      #expect(abs((mean.groups[.structure] ?? 0) + 1.5) < 1e-6)
    }
    #expect(result.arms.map(\.onFront) == [false, true, false])
  }

  /// A decoder whose gain over all rates the images deny, and whose low rates show: judged as a gate judges it, rates
  /// and all.
  @Test func gamingThatOnlyRatesShowIsGaming() throws {
    let games = pictures("decoder-x", score: 0, structure: -0.8, fidelity: -0.8).map { picture in
      var result = picture
      switch (picture.rate, picture.image) {
      case ("0", _), ("1", _): result.scored.score += 1
      case (_, "a"): result.scored.score += 2
      default: result.scored.score -= 2.6
      }
      return result
    }
    let result = score([(checkpoint("decoder-x", "decoder-x", .decoder), games)])
    let comparison = try #require(result.comparisons.first)
    #expect(comparison.judgement.rule == .gamed && comparison.judgement.restsOnRates?.gamed == ["0", "1"])
    #expect(result.arms[0].findings == [CodecDemoFinding(rule: .gamed, gamedRates: 2, judgedRates: 4)])
    #expect(comparison.rates.map(\.rate) == ["0", "1", "2", "3"])
    #expect(comparison.rates.map { $0.rule == .gamed } == [true, true, false, false])
    #expect(!comparison.passed)
  }

  /// Encoders are read at equal bits: the same curve at three quarters of the rate saves a quarter everywhere.
  @Test func encodersAreReadAtEqualBits() throws {
    let result = score([
      (
        checkpoint("encoder-x", "encoder-x", .encoder),
        pictures("encoder-x", score: 0, structure: 0, fidelity: 0, bytes: 0.75)
      )
    ])
    let arm = try #require(result.arms.first)
    for id in ["m", "s", "f"] { #expect(abs((arm.rateDifferences[id] ?? 0) + 25) < 1e-6) }
    #expect(arm.metric.value > 3 && (arm.groups[.fidelity]?.value ?? 0) > 3)
    #expect(arm.values.isEmpty)
  }
}
