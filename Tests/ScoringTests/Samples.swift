import Raster
import Scoring

@testable import AuditRecord

/// Small runs to judge: one image, a metric `m`, and a panel of two structure members, one fidelity member, one where
/// lower is better and one that does not vote.
enum Sample {
  static func info(
    _ id: String, _ group: PanelGroup?, higherIsBetter: Bool = true, votes: Bool = true
  ) -> MetricInfo {
    MetricInfo(
      id: id, title: id.uppercased(), unit: "", higherIsBetter: higherIsBetter, lowest: nil, highest: nil, group: group,
      votes: votes)
  }

  static let panel = [
    info("s1", .structure), info("s2", .structure, higherIsBetter: false), info("f1", .fidelity),
    info("shown", .structure, votes: false),
  ]

  static func header(
    metric: MetricInfo = MetricInfo(
      id: "m", title: "M", unit: "points", higherIsBetter: true, lowest: 0, highest: 100, group: nil, votes: false),
    panel: [MetricInfo] = Sample.panel, limit: Double? = 6, attacks: [RunHeader.AttackEntry] = []
  ) -> RunHeader {
    RunHeader(
      toolVersion: "test", startedAt: "2026-11-24T08:00:00Z", metric: metric, panel: panel, suite: "test",
      attacks: attacks, ladders: ["jpeg": 4], datasets: ["set"], seed: 1, shard: nil, limit: limit,
      limitWasAsked: false, colour: "BT.709", images: ["a.png"], skippedFiles: 0)
  }

  /// A ladder whose members follow the score: `s1 = score/100`, `s2 = 1 − score/100`, `f1 = score/2`.
  static func ladder(
    image: String = "a.png", codec: String = "jpeg", scores: [Double] = [20, 40, 60, 80, 97], shift: Double = 0
  ) -> LadderRecord {
    LadderRecord(
      image: image, codec: codec,
      rungs: scores.enumerated().map { index, score in
        LadderRecord.Rung(
          quality: index + 1 == scores.count ? nil : Double(10 * index), bytes: nil, score: score,
          panel: panelValues(score + shift))
      })
  }

  /// What the members say of an honest encode with this score.
  static func panelValues(_ score: Double) -> [String: Double] {
    ["s1": score / 100, "s2": 1 - score / 100, "f1": score / 2, "shown": 0]
  }

  /// A case whose attacked image scores `score` and has the panel's values of an honest `looksLike`.
  static func measurement(
    score: Double, looksLike: Double, start: (score: Double, looksLike: Double)? = (60, 60),
    key: CaseKey = CaseKey(image: "a.png", start: "jpeg:30", attack: "x"), startKind: StartKind? = .encode,
    size: (Int, Int) = (768, 512)
  ) -> CaseMeasurement {
    CaseMeasurement(
      key: key, attackID: key.attack, startKind: startKind, width: size.0, height: size.1,
      start: start.map { .init(score: $0.score, features: [:], panel: panelValues($0.looksLike)) },
      attacked: .init(score: score, features: [:], panel: panelValues(looksLike)))
  }
}
