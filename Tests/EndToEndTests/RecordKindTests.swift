import AuditRecord
import Foundation
import RunStorage
import Testing

/// What holds of records of every kind: two shards are one run, a run that is there goes on with nothing, reports are a
/// function of the record, and a record is what its own values give.
@Suite("Records of every kind") struct RecordKindTests {
  /// A kind with what makes a small record of it.
  enum Kind: String, CaseIterable {
    case run, gate, losses, fusion, demonstration, evaluation

    /// The command, without its folder, for a folder with the references `photographs` and two builds.
    var arguments: [String] {
      switch self {
      case .run: ["--metric", "vmafneg", "--suite", "tiny.yml", "--attack", "none", "photographs"]
      case .gate:
        [
          "gate", "--suite", "tiny.yml", "--reference", "photographs", "--baseline", "photographs", "--candidate",
          "new",
        ]
      case .losses: ["losses", "--loss", "mse", "photographs"]
      case .fusion: ["fusion", "--metric", "vmafneg", "--rungs", "4", "photographs"]
      case .demonstration:
        ["codec", "demo", "--arm", "decoder-naive-s1", "--rungs", "4", "--crops", "1", "photographs"]
      case .evaluation: ["codec", "evaluate", "--metric", "psnr", "--metric", "ssim", "photographs"]
      }
    }

    var reports: [RunFile] {
      switch self {
      case .run, .gate: [.record, .page, .junit, .table]
      case .losses: [.losses, .page]
      case .fusion: [.fusion, .page]
      case .demonstration: [.record, .page, .table]
      case .evaluation: [.evaluation]
      }
    }
  }

  private func workplace() throws -> URL {
    let folder = try Scratch.folder()
    try FileManager.default.moveItem(
      at: try Pictures.dataset(2), to: folder.appendingPathComponent("photographs"))
    try FileManager.default.copyItem(
      at: folder.appendingPathComponent("photographs"), to: folder.appendingPathComponent("new"))
    try Data(Pictures.suite.utf8).write(to: folder.appendingPathComponent("tiny.yml"))
    return folder
  }

  /// Every file of a run with its bytes. How long a case took is in the lines alone.
  private func contents(_ folder: URL, lines: Bool = true) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return Dictionary(
      names.compactMap { name in
        guard lines || !["cases.jsonl", "ladders.jsonl", "run.json"].contains(name) else { return nil }
        return FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).map { (name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Without what depends on the clock: when it began, and how long cases took.
  private func timeless(_ contents: [String: Data]) -> [String: String] {
    contents.filter { $0.key != "junit.xml" && $0.key != "index.html" }.mapValues { data in
      String(decoding: data, as: UTF8.self)
        .replacing(#/"(startedAt|seconds)" ?: ?[^,\n]*/#, with: "")
    }
  }

  @Test(arguments: Kind.allCases) func isShardedResumedRenderedAndVerified(kind: Kind) throws {
    let folder = try workplace()
    func audit(_ arguments: [String], status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) throws
      -> Audit.Result
    {
      let result = try Audit.run(arguments, in: folder)
      #expect(result.status == status, "\(arguments): \(result.errors)\(result.output)", sourceLocation: sourceLocation)
      return result
    }
    func at(_ name: String) -> URL { folder.appendingPathComponent(name) }

    _ = try audit(kind.arguments + ["-q", "-o", "whole", "--jobs", "2"])
    let whole = try contents(at("whole"))
    for report in kind.reports { #expect(whole[report.rawValue] != nil, "\(report.rawValue)") }

    // Nothing is left to do.
    let resumed = try audit(kind.arguments + ["-o", "whole", "--resume"])
    #expect(resumed.errors.contains("of them done before"), "\(resumed.errors)")
    #expect(try contents(at("whole")) == whole)
    // Another request is not gone on with.
    let other = try audit(kind.arguments + ["-q", "-o", "whole", "--resume", "--seed", "9"], status: 64)
    #expect(other.errors.contains("differs in seed"))
    #expect(try contents(at("whole")) == whole)

    // Reports are a function of the record.
    for report in RunFile.reports where whole[report.rawValue] != nil {
      try FileManager.default.removeItem(at: at("whole/\(report.rawValue)"))
    }
    for _ in 0..<2 {
      _ = try audit(["render", "whole"])
      #expect(try contents(at("whole")) == whole)
    }
    #expect(try audit(["verify", "whole"]).output.hasSuffix(": all as recorded\n"))

    for shard in 1...2 { _ = try audit(kind.arguments + ["-q", "-o", "part\(shard)", "--shard", "\(shard)/2"]) }
    _ = try audit(["merge", "part2", "part1", "-o", "merged"])
    #expect(
      timeless(try contents(at("merged"), lines: false)) == timeless(try contents(at("whole"), lines: false)))
    #expect(try audit(["verify", "merged"]).output.hasSuffix(": all as recorded\n"))
    let lacking = try audit(["merge", "part1", "-o", "again"], status: 65)
    #expect(lacking.errors.contains("shards are missing: 2/2"))
  }

  /// What is denied by the record's own lines is said of every kind.
  @Test(arguments: Kind.allCases) func aChangedConclusionIsNoticed(kind: Kind) throws {
    let folder = try workplace()
    let made = try Audit.run(
      kind.arguments + ["-q", "-o", "run", "--limit-images", "1"].prefix(kind == .gate ? 3 : 5), in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let file = folder.appendingPathComponent("run/\(kind.reports[0].rawValue)")
    let text = try String(contentsOf: file, encoding: .utf8)
    // The last number with a fraction of the document.
    let number = try #require(text.matches(of: #/: (-?\d+\.\d+)(?=[,\n])/#).last)
    let forged = text.replacingCharacters(in: number.output.1.startIndex..<number.output.1.endIndex, with: "12345.5")
    try Data(forged.utf8).write(to: file)
    let denied = try Audit.run(["verify", "run"], in: folder)
    #expect(denied.status == 65 && denied.output.contains("is recorded as 12345.5, is "), "\(denied)")
    // A record that lacks a line is not finished.
    _ = try Audit.run(["render", "run"], in: folder)
    try Data().write(to: folder.appendingPathComponent("run/cases.jsonl"))
    let emptied = try Audit.run(["verify", "run"], in: folder)
    #expect(emptied.status == 65 && emptied.output.contains("is not finished"), "\(emptied)")
    #expect(!emptied.output.contains("Key("), "a piece of work is told in words: \(emptied)")
  }
}
