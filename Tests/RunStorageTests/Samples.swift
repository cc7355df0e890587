import Foundation
import Glibc
import Raster
import RunStorage

@testable import AuditRecord
@testable import Scoring

/// Small records, and folders for them.
enum Sample {
  static let metric = MetricInfo(
    id: "m", title: "M", unit: "points", higherIsBetter: true, lowest: 0, highest: 100, group: nil, votes: false)

  /// What was asked of a run of two attacks from one start.
  static func header(_ images: [String] = ["a.png", "b.png"], shard: String? = nil) -> RunHeader {
    let attacks = ["none", "unsharp"].map { name in
      RunHeader.AttackEntry(
        name: name, id: name, title: name, summary: "", citation: "", starts: ["jpeg:30"], parameters: [:])
    }
    return RunHeader(
      toolVersion: "0", startedAt: "2026-01-01T00:00:00Z", metric: metric, panel: [], suite: "s", attacks: attacks,
      ladders: ["jpeg": 2], datasets: ["d"], seed: 7, shard: shard, limit: 6, limitWasAsked: false, colour: "",
      images: images, skippedFiles: 0)
  }

  /// A case, with numbers that decimal text would spoil.
  static func line(
    _ image: String, _ attack: String = "none", score: Double = 0.1 + 0.2, input: String? = nil, picture: String? = nil
  ) -> CaseRecord {
    CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: image, start: "jpeg:30", attack: attack), attackID: attack,
        attacked: CaseMeasurement.Scored(score: score, features: [:], panel: ["psnr": .infinity]),
        pictures: .init(attacked: picture), input: input),
      verdict: .passed, finding: .withinLimit)
  }

  /// The line of an image that could not be read.
  static func failure(_ image: String) -> CaseRecord {
    CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: image), failure: .init(kind: .input, subject: image, reason: "is no picture")),
      verdict: .error, finding: .notMeasured)
  }

  static func ladder(_ image: String, codec: String = "jpeg", input: String? = nil) -> LadderRecord {
    LadderRecord(
      image: image, codec: codec, rungs: [.init(quality: nil, bytes: nil, score: 1, panel: [:])], input: input)
  }

  static func image(seed: UInt64 = 1) -> RGBImage {
    var random = SeededRandom(seed: seed)
    func plane() -> Plane<UInt16> {
      Plane(width: 9, height: 7, samples: (0..<63).map { _ in UInt16(random.uniform() * 255) })
    }
    return RGBImage(red: plane(), green: plane(), blue: plane(), bitDepth: 8)
  }
}

/// A folder that is there as long as the test that made it.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, _ file: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(file)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map { String(decoding: $0, as: UTF8.self) }
  }

  func link(_ file: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(file)", withDestinationPath: target)
  }

  /// Everything below the folder.
  func entries() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }
}
