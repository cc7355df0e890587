import Foundation
import Raster

@testable import AuditRecord
@testable import Scoring

/// A run with every kind of case in it: made-up but plausible numbers, judged by the real scoring.
enum SampleRun {
  static let metric = MetricInfo(
    id: "vmafneg", title: "VMAF NEG", unit: "points", higherIsBetter: true, lowest: 0, highest: 100,
    family: "vmaf", group: nil, votes: false)

  static let panel = [
    info("ssim", "SSIM", .structure), info("msssim", "MS-SSIM", .structure), info("haarpsi", "HaarPSI", .structure),
    info("gmsd", "GMSD", .structure, higherIsBetter: false), info("vifp", "VIFp", .structure, votes: false),
    info("psnr", "PSNR (Y')", .fidelity, unit: "dB"), info("psnr_cb", "PSNR (Cb)", .colour, unit: "dB"),
    info("delta_e_ab", "ΔE in a*b*", .colour, higherIsBetter: false),
  ]

  private static func info(
    _ id: String, _ title: String, _ group: PanelGroup, unit: String = "", higherIsBetter: Bool = true,
    votes: Bool = true
  ) -> MetricInfo {
    MetricInfo(id: id, title: title, unit: unit, higherIsBetter: higherIsBetter, group: group, votes: votes)
  }

  static let attacks = [
    entry("none", "none", "No attack", "Scores the start itself: the control.", ["jpeg:30", "webp:75"]),
    entry(
      "unsharp", "unsharp", "Unsharp mask", "Sharpens or blurs by the amount that scores best.", ["jpeg:30"],
      ["radius": 2]),
    entry(
      "fidelity-floor-4x", "fidelity-floor", "Fidelity floor",
      "Climbs the metric's gradient while the squared error stays at least 4 times the start's.", ["jpeg:30"],
      ["multiple": 4, "steps": 60]),
    entry(
      "max-differentiation", "max-differentiation", "Maximum differentiation",
      "Loses as much fidelity as it can at the start's score.", ["reference"], ["steps": 100]),
  ]

  private static func entry(
    _ name: String, _ id: String, _ title: String, _ summary: String, _ starts: [String],
    _ parameters: [String: Double] = [:]
  ) -> RunHeader.AttackEntry {
    RunHeader.AttackEntry(
      name: name, id: id, title: title, summary: summary, citation: "Someone, \"Something\" (2020)", starts: starts,
      parameters: parameters)
  }

  /// Names that every writer must get right: markup, quotes, a comma, a line feed, a control character, a formula.
  static let images = [
    "kodim01.png", "kodim13.png", "faces/Zoë & <Anna>, \"2\".tif", "=1+1\u{1}\n.png", "tiny.png",
  ]

  static let header = RunHeader(
    toolVersion: "0.1.0", startedAt: "2026-11-24T08:00:00Z", metric: metric, panel: panel, suite: "quick",
    attacks: attacks, ladders: ["jpeg": 8, "webp": 8], datasets: ["photographs"], seed: 1, shard: nil, limit: 6,
    limitWasAsked: true, colour: "sRGB to BT.709 limited range, 8 bits, 4:4:4", images: images + ["broken.png"],
    skippedFiles: 2)

  /// What each member says of an honest encode with this score; `lag` shifts a codec's ladder.
  static func panelValues(_ score: Double, lag: Double = 0) -> [String: Double] {
    let loss = max(0, 97.4 - score + lag) / 97.4
    return [
      "ssim": 1 - 0.62 * loss, "msssim": 1 - 0.21 * loss * (1 + loss), "haarpsi": 1 - 0.7 * loss,
      "gmsd": 0.19 * loss, "vifp": 1 - 0.9 * loss, "psnr": 60 - 24 * loss - 12 * loss.squareRoot(),
      "psnr_cb": 60 - 20 * loss.squareRoot(), "delta_e_ab": 4.5 * loss,
    ]
  }

  static let features = ["adm2": 0.93, "motion2": 0, "vif_scale0": 0.51, "vif_scale1": 0.8]

  static let ladders: [LadderRecord] = images.filter { $0 != "tiny.png" }.sorted().flatMap { image in
    [("jpeg", 0.0), ("webp", 1.5)].map { codec, lag in
      let scores = (0..<8).map { 25 + 10 * Double($0) }
      let rungs = scores.enumerated().map { index, score in
        LadderRecord.Rung(
          quality: Double(8 + 12 * index), bytes: 9000 + 11_000 * index * index, score: score,
          panel: panelValues(score, lag: lag), features: features)
      }
      let top = LadderRecord.Rung(quality: nil, bytes: nil, score: 97.4, panel: panelValues(97.4), features: features)
      return LadderRecord(image: image, codec: codec, rungs: rungs + [top])
    }
  }

  static let measurements: [CaseMeasurement] = {
    var random = SeededRandom(seed: 2026)
    var result: [CaseMeasurement] = []
    for image in images {
      for attack in attacks {
        for start in attack.starts {
          result.append(
            measurement(image, attack, start: start, jitter: random.uniform()))
        }
      }
    }
    result.append(
      CaseMeasurement(
        key: CaseKey(image: "broken.png"),
        failure: .init(
          kind: .input, subject: "photographs/broken.png", reason: "the file ends in the middle of its pixels"),
        seconds: 0.0004))
    return result
  }()

  private static func measurement(
    _ image: String, _ attack: RunHeader.AttackEntry, start: String, jitter: Double
  ) -> CaseMeasurement {
    let key = CaseKey(image: image, start: start, attack: attack.name)
    let clean = start == "reference" ? 97.4 : start == "webp:75" ? 91 + jitter : 84 + 4 * jitter
    let (score, looksLike): (Double, Double) =
      switch attack.id {
      case "none": (clean, clean - 0.5)
      case "unsharp": (clean + 1 + jitter, clean - 3 - 4 * jitter)
      case "fidelity-floor": (95 + jitter, image == "kodim13.png" ? 12 : 40 + 12 * jitter)
      default: (97.2, 28 + 20 * jitter)
      }
    let folder = "images/\(images.firstIndex(of: image) ?? 0)"
    var result = CaseMeasurement(
      key: key, attackID: attack.id, startKind: start == "reference" ? .reference : .encode,
      width: image == "tiny.png" ? 64 : 768, height: image == "tiny.png" ? 48 : 512,
      start: .init(score: clean, features: features, panel: panelValues(clean - 0.5)),
      attacked: .init(score: score, features: features, panel: panelValues(looksLike)),
      chosen: attack.id == "unsharp" ? ["amount": 0.075, "radius": 2] : [:],
      attribution: [
        .feature("adm2"): score - clean + 1.25, .feature("vif_scale0"): -2.5, .feature("vif_scale1"): -0.25,
        .feature("vif_scale2"): 0.5, .feature("vif_scale3"): 1,
      ],
      pictures: .init(
        reference: "\(folder)/reference.png", start: "\(folder)/\(start.replacing(":", with: "-")).png",
        attacked: "\(folder)/\(attack.name)-\(start.replacing(":", with: "-")).png"),
      notes: image.hasSuffix(".tif") ? ["The ICC profile “Adobe RGB (1998)” was ignored."] : [],
      seconds: 1.5 + jitter)
    if image == "kodim01.png", attack.id == "max-differentiation" {
      result.attacked = nil
      result.failure = .init(
        kind: .notApplicable, subject: nil, reason: "the attack needs a gradient, which this metric lacks")
    }
    return result
  }

  static let record: RunRecord = {
    let cases = measurements.map { score($0, ladders: ladders, header: header) }
      .sorted { $0.measurement.key < $1.measurement.key }
    var random = SeededRandom(seed: header.seed, label: "summary")
    return RunRecord(header: header, ladders: ladders, cases: cases, random: &random)
  }()
}
