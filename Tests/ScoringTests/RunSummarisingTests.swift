import Foundation
import Raster
import Testing

@testable import AuditRecord
@testable import Scoring

@Suite("Summarising a run") struct RunSummarisingTests {
  private let attacks = [
    RunHeader.AttackEntry(
      name: "x", id: "x", title: "X", summary: "", citation: "", starts: ["jpeg:30", "webp:75"], parameters: [:]),
    RunHeader.AttackEntry(
      name: "none", id: "none", title: "None", summary: "", citation: "", starts: ["jpeg:30"], parameters: [:]),
  ]

  private var header: RunHeader { Sample.header(attacks: attacks) }

  /// Inflations 0, 10, 20 … on images `0.png`, `1.png` …
  private func cases(_ count: Int, attack: String = "x", start: String = "jpeg:30") -> [CaseRecord] {
    (0..<count).map { index in
      let image = "\(index).png"
      return score(
        Sample.measurement(
          score: 30 + 10 * Double(index), looksLike: 30, start: (30, 30),
          key: CaseKey(image: image, start: start, attack: attack)),
        ladders: [Sample.ladder(image: image)], header: header)
    }
  }

  private func summary(_ cases: [CaseRecord], seed: UInt64 = 1) -> RunSummary {
    var random = SeededRandom(seed: seed)
    return summarise(cases: cases, header: header, random: &random)
  }

  @Test func rowsFollowTheSuiteAndCountEverything() throws {
    var all = cases(5) + cases(2, attack: "none") + cases(1, attack: "later")
    let unread = CaseMeasurement(
      key: CaseKey(image: "bad.png"),
      failure: .init(kind: .input, subject: "bad.png", reason: "truncated"))
    all.append(score(unread, ladders: [], header: header))
    let result = summary(all)

    #expect(result.rows.map(\.attack) == ["x", "x", "none", "later"])
    #expect(result.rows.map(\.start) == ["jpeg:30", "webp:75", "jpeg:30", "jpeg:30"])
    #expect(result.counts == [.passed: 3, .failed: 5, .notDecided: 0, .notApplicable: 0, .error: 1])

    let row = result.rows[0]
    #expect(row.evaluated == 5 && row.counts[.failed] == 4)
    #expect(row.inflation.map { abs($0.value - 20) < 1e-9 } == true)
    #expect(row.scoreChange.map { abs($0.value - 20) < 1e-9 } == true)
    #expect(row.shareOverLimit == 0.8)
    #expect(row.worst == CaseKey(image: "4.png", start: "jpeg:30", attack: "x"))
    #expect(Set(row.inflationByGroup.keys) == [.fidelity, .structure])

    let empty = result.rows[1]
    #expect(empty.inflation == nil && empty.shareOverLimit == nil && empty.worst == nil && empty.gains == nil)
    #expect(empty.counts == [.passed: 0, .failed: 0, .notDecided: 0, .notApplicable: 0, .error: 0])
  }

  @Test func worstFirstWithoutTheControl() {
    let result = summary(cases(3) + cases(9, attack: "none"))
    #expect(result.worst.map(\.image) == ["2.png", "1.png", "0.png"])
  }

  @Test func orderOfTheCasesDoesNotMatterAndTheSeedDoes() {
    var random = SeededRandom(seed: 5)
    let all = cases(9)
    #expect(summary(all) == summary(all.shuffled(using: &random)))
    #expect(summary(all) != summary(all, seed: 2))
  }

  @Test func intervalsHoldTheEstimateAndNarrowWithMoreImages() throws {
    func width(_ count: Int) throws -> Double {
      // The same spread of inflations, more images.
      let some = (0..<count).map { index in
        let image = "\(index).png"
        return score(
          Sample.measurement(
            score: 40 + 40 * Double(index) / Double(count - 1), looksLike: 40,
            key: CaseKey(image: image, start: "jpeg:30", attack: "x")),
          ladders: [Sample.ladder(image: image)], header: header)
      }
      let inflation = try #require(summary(some).rows[0].inflation)
      let ends = try #require(inflation.ends)
      #expect(ends.lower <= inflation.value && inflation.value <= ends.upper)
      return ends.upper - ends.lower
    }
    #expect(try width(100) < width(10))
  }

  /// The range of five values holds the median in fewer than 95 of 100 samples: the record itself has no interval, so that
  /// no report can show one.
  @Test func fewerThanSixImagesHaveNoInterval() throws {
    for count in 1...7 {
      let some = (0..<count).map { index in
        let image = "\(index).png"
        return score(
          Sample.measurement(
            score: 40 + 5 * Double(index), looksLike: 40, key: CaseKey(image: image, start: "jpeg:30", attack: "x")),
          ladders: [Sample.ladder(image: image)], header: header)
      }
      let row = summary(some).rows[0]
      let written = try JSONEncoder().encode(row)
      let keys = String(decoding: written, as: UTF8.self)
      #expect(row.inflation?.value != nil && row.scoreChange?.value != nil)
      #expect((row.inflation?.ends != nil) == (count >= 6) && (row.scoreChange?.ends != nil) == (count >= 6))
      #expect(keys.contains("lower") == (count >= 6) && keys.contains("upper") == (count >= 6), "\(count)")
    }
  }

  /// The share of seeded samples of 15 normal-like numbers whose interval holds the true median, 0: nominally 95 %.
  /// The percentile interval of a median is known to cover a little less or more at small n; a broken one falls far out.
  @Test func intervalsCoverTheTruth() throws {
    var random = SeededRandom(seed: 6)
    var covered = 0
    let trials = 200
    for trial in 0..<trials {
      let some = (0..<15).map { index in
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
        let image = "\(index).png"
        return score(
          Sample.measurement(
            score: 60 + noise, looksLike: 60, key: CaseKey(image: image, start: "jpeg:30", attack: "x")),
          ladders: [Sample.ladder(image: image)], header: header)
      }
      var generator = SeededRandom(seed: UInt64(trial))
      let result = summarise(cases: some, header: header, random: &generator)
      let interval = try #require(result.rows[0].inflation?.ends)
      if interval.lower <= 0, 0 <= interval.upper { covered += 1 }
    }
    #expect((0.88...0.99).contains(Double(covered) / Double(trials)))
  }

  @Test func gainsAreMeansOverImages() throws {
    let gains = try #require(summary(cases(3)).rows[0].gains)
    #expect(abs(gains.absolute - 0.1) < 1e-12)
    #expect(abs(gains.wasserstein - 0.1) < 1e-12)
    #expect(gains.energy > 0)
  }
}
