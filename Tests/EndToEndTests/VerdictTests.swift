import AuditRecord
import Foundation
import Glibc
import ImageFiles
import Raster
import Testing

/// What the program says of verdicts as a user meets them: exit status, last line, reports.
@Suite("Verdicts") struct VerdictTests {
  private func arguments(_ dataset: URL, _ output: URL, _ more: String...) throws -> [String] {
    ["--metric", "vmafneg", "--suite", try Pictures.suiteFile(), "-q", "-o", output.path, dataset.path] + more
  }

  private func lastLine(_ result: Audit.Result) -> String {
    result.errors.split(separator: "\n").last.map(String.init) ?? ""
  }

  private func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func aLimitThatNoCaseCouldBeHeldAgainstIs65() throws {
    let folder = try Scratch.folder()
    try PNGWriter.write(
      Pictures.collage(seed: 1).cropped(x: 0, y: 0, width: 100, height: 90),
      to: folder.appendingPathComponent("a.png").path)
    let output = try Scratch.folder()
    let result = try Audit.run(try arguments(folder, output, "--max-inflation", "6"), in: folder)
    #expect(result.status == 65 && result.output.contains("? not decided: 5 cases"), "\(result)")
    #expect(lastLine(result).hasPrefix("audit: not decided: no case could be held against the limit (a.png: 100×90"))
    #expect(try text(output, "index.html").contains("<h1>? Nothing could be judged</h1>"))
  }

  /// A plain run finds, and fails nothing; what is written as known fails nothing later, and what is not does.
  @Test func knownFindingsFailNothing() throws {
    let dataset = try Pictures.dataset(2)
    let output = try Scratch.folder()
    let file = output.appendingPathComponent("../\(UUID().uuidString).yml").standardized.path
    let plain = try Audit.run(try arguments(dataset, output, "--write-expected", file), in: dataset)
    #expect(plain.status == 0 && plain.output.contains("▲ inflated: 10 cases: "), "\(plain)")
    #expect(try text(output, "junit.xml").contains("failures=\"0\""))
    let known = try String(contentsOfFile: file, encoding: .utf8)
    #expect(known.contains("- {image: \"a.png\", start: \"jpeg:30\", attack: \"fidelity-floor\", inflation: "))

    let asked = try Audit.run(try arguments(dataset, output, "--max-inflation", "6"), in: dataset)
    #expect(
      asked.status == 1 && lastLine(asked).contains(/audit: failed: \d of \d+ cases inflated by more than 6 points/))
    let same = try Audit.run(try arguments(dataset, output, "--expected", file), in: dataset)
    #expect(same.status == 0 && same.output.contains("Known findings: ") && !same.output.contains("new"), "\(same)")
    #expect(try text(output, "junit.xml").contains("failures=\"0\""))

    // Without one of them, and with one that is not there.
    let lines = known.split(separator: "\n").map(String.init)
    let gone = "- {image: \"a.png\", start: \"reference\", attack: \"none\", inflation: 9}"
    let other = (lines.filter { !$0.contains("a.png\", start: \"jpeg:30\", attack: \"fidelity-floor") } + [gone])
    try Data((other.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    let new = try Audit.run(try arguments(dataset, output, "--expected", file), in: dataset)
    #expect(new.status == 1 && new.output.contains("1 new: fidelity-floor from jpeg:30 on a.png"), "\(new)")
    #expect(new.output.contains("1 vanished: none from reference on a.png"))
    #expect(lastLine(new).contains("new or worse than expected; worst fidelity-floor from jpeg:30 on a.png"))
    #expect(try text(output, "junit.xml").contains("failures=\"1\""))
    // What was asked is in the record.
    let before = try text(output, "junit.xml")
    #expect(try Audit.run(["render", output.path], in: dataset).status == 0)
    #expect(try text(output, "junit.xml") == before)
    let parts = try ["1/2", "2/2"].map { shard -> (String, Int32) in
      let part = try Scratch.folder()
      let result = try Audit.run(try arguments(dataset, part, "--expected", file, "--shard", shard), in: dataset)
      return (part.path, result.status)
    }
    #expect(parts.map(\.1) == [1, 0], "a shard is held against its own")
    let merged = try Audit.run(["merge"] + parts.map(\.0) + ["-o", "merged"], in: dataset)
    #expect(merged.status == 1 && merged.output.contains("1 new: "), "\(merged)")

    try Data("known: run\nmetric: vmafneg\nfindings:\n- {image: a}\n".utf8).write(to: URL(fileURLWithPath: file))
    let broken = try Audit.run(try arguments(dataset, output, "--expected", file), in: dataset)
    #expect(broken.status == 65 && broken.errors.contains("\(file):4: a finding lacks the key"), "\(broken)")
  }

  /// A run that is stopped says how to go on, is told as unfinished by all that read it, and is not wiped.
  @Test func aStoppedRunIsNotAFinishedOne() throws {
    // A shell's background jobs, and what they start, ignore Ctrl-C's signal, and so does the program then.
    signal(SIGINT, SIG_DFL)
    let dataset = try Pictures.dataset(3)
    let output = try Scratch.folder()
    let arguments = try arguments(dataset, output, "--jobs", "1")
    let (process, files) = try Audit.start(arguments, in: dataset)
    defer { try? FileManager.default.removeItem(at: files) }
    let record = output.appendingPathComponent("cases.jsonl")
    while process.isRunning, (try? Data(contentsOf: record).isEmpty) ?? true { usleep(2000) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    let said = try text(files, "err")
    #expect(said.contains(#/audit: stopped; \d+ of 15 cases are kept in /#), "\(said)")
    #expect(said.hasSuffix(" \(dataset.path) --jobs 1 --resume\n"), "\(said)")

    let rendered = try Audit.run(["render", output.path], in: dataset)
    #expect(rendered.status == 65 && rendered.output.hasPrefix("◆ Unfinished: "), "\(rendered)")
    #expect(lastLine(rendered).hasPrefix("audit: Unfinished: "))
    #expect(try text(output, "index.html").contains("class=\"warning unfinished\""))
    #expect(try text(output, "junit.xml").contains("type=\"unfinished\""))
    #expect(try text(output, "audit.json").contains("\"unfinished\""))
    let verified = try Audit.run(["verify", output.path], in: dataset)
    #expect(verified.status == 65 && verified.output.contains("the record is not finished"), "\(verified)")
    #expect(lastLine(verified).hasPrefix("audit: the record is not finished: "))
    let trend = try Audit.run(["trend", output.path, output.path], in: dataset)
    #expect(trend.status == 65 && lastLine(trend).contains("is not finished"), "\(trend)")

    let lines = try Data(contentsOf: record)
    let again = try Audit.run(arguments, in: dataset)
    #expect(again.status == 64 && again.errors.contains("go on with it by --resume, replace it by --fresh"), "\(again)")
    #expect(try Data(contentsOf: record) == lines)
    #expect(try Audit.run(arguments + ["--resume"], in: dataset).status == 0)
    #expect(try Audit.run(arguments, in: dataset).status == 0, "a finished run is replaced")
  }

  @Test func anUnfinishedRunIsReplacedWhenThatIsSaid() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, output), in: dataset).status == 0)
    // As if it had been stopped before its end.
    let record = output.appendingPathComponent("cases.jsonl")
    let lines = try text(output, "cases.jsonl").split(separator: "\n")
    try Data((lines.dropLast().joined(separator: "\n") + "\n").utf8).write(to: record)
    try FileManager.default.removeItem(at: output.appendingPathComponent("audit.json"))
    #expect(try Audit.run(try arguments(dataset, output), in: dataset).status == 64)
    #expect(try Audit.run(try arguments(dataset, output, "--fresh"), in: dataset).status == 0)
    #expect(try text(output, "cases.jsonl").split(separator: "\n").count == lines.count)
    #expect(try Audit.run(try arguments(dataset, output, "--fresh", "--resume"), in: dataset).status == 64)
  }
}
