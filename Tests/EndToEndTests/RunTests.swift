import AuditRecord
import Foundation
import Glibc
import Testing

@Suite("audit run") struct RunTests {
  private func cases(_ folder: URL) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent("cases.csv"))
  }

  private func arguments(_ dataset: URL, _ output: URL, _ more: String...) throws -> [String] {
    ["--metric", "vmafneg", "--suite", try Pictures.suiteFile(), "--output", output.path, dataset.path] + more
  }

  @Test func givesTheSameTwiceWithOneJobAndInTwoShards() throws {
    let dataset = try Pictures.dataset(3)
    let first = try Scratch.folder()
    let result = try Audit.run(try arguments(dataset, first, "--jobs", "2"), in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    let rows = String(decoding: try cases(first), as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 1 + 3 * Pictures.casesPerImage)
    #expect(
      rows[0].hasPrefix(
        "image,start,attack,metric,score_start,score,implied,inflation,inflation_structure,inflation_fidelity,"
          + "inflation_colour,inflation_whole,verdict,psnr,psnr_cb,ssim,reason"))

    let second = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, second, "--jobs", "1", "--quiet"), in: dataset).status == 0)
    #expect(try cases(first) == cases(second))

    // Run again over the same folder: the old run is replaced.
    #expect(try Audit.run(try arguments(dataset, first), in: dataset).status == 0)
    #expect(try cases(first) == cases(second))

    var parts: Set<Substring> = []
    for shard in ["1/2", "2/2"] {
      let part = try Scratch.folder()
      #expect(try Audit.run(try arguments(dataset, part, "--shard", shard), in: dataset).status == 0)
      parts.formUnion(String(decoding: try cases(part), as: UTF8.self).split(separator: "\n"))
    }
    #expect(parts == Set(rows))
  }

  @Test func goesOnAfterItWasKilled() throws {
    let dataset = try Pictures.dataset(3)
    let whole = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, whole), in: dataset).status == 0)

    let broken = try Scratch.folder()
    let (process, files) = try Audit.start(try arguments(dataset, broken, "--jobs", "1"), in: dataset)
    defer { try? FileManager.default.removeItem(at: files) }
    // As soon as the first case is there: the other images have their ladders to come.
    let record = broken.appendingPathComponent("cases.jsonl")
    while process.isRunning, (try? Data(contentsOf: record).isEmpty) ?? true { usleep(2000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationStatus == SIGKILL)
    let done = try Data(contentsOf: record).count { $0 == 0x0A }
    #expect(done >= 1 && done < 3 * Pictures.casesPerImage)
    #expect(!FileManager.default.fileExists(atPath: broken.appendingPathComponent("cases.csv").path))
    // And the last line torn.
    let handle = try FileHandle(forWritingTo: record)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"measurement""#.utf8))
    try handle.close()

    let resumed = try Audit.run(try arguments(dataset, broken, "--resume"), in: dataset)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("\(done) of them done before"))
    #expect(try cases(broken) == cases(whole))

    let other = try Audit.run(try arguments(dataset, broken, "--resume", "--seed", "2"), in: dataset)
    #expect(other.status == 64 && other.errors.contains("seed"))
  }

  @Test func rendersAgainFromTheRecord() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, output), in: dataset).status == 0)
    let names = ["audit.json", "cases.csv", "junit.xml"]
    let before = try names.map { try Data(contentsOf: output.appendingPathComponent($0)) }
    for name in names { try FileManager.default.removeItem(at: output.appendingPathComponent(name)) }
    #expect(try Audit.run(["render", output.path], in: dataset).status == 0)
    #expect(try names.map { try Data(contentsOf: output.appendingPathComponent($0)) } == before)
    #expect(try Audit.run(["render", dataset.path], in: dataset).status == 65)
  }

  @Test func aLimitThatWasAskedForDecides() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    let strict = try Audit.run(try arguments(dataset, output, "--max-inflation", "6"), in: dataset)
    #expect(strict.status == 1, "\(strict.output)")
    let table = String(decoding: try cases(output), as: UTF8.self).split(separator: "\n")
    #expect(table.contains { $0.hasPrefix("a.png,jpeg:30,fidelity-floor,") && $0.contains(",failed,") })
    #expect(table.contains { $0.hasPrefix("a.png,reference,none,") && $0.contains(",passed,") })
    let lenient = try Audit.run(try arguments(dataset, output, "--max-inflation", "100"), in: dataset)
    #expect(lenient.status == 0, "\(lenient.output)")
  }

  @Test func aDiskThatFailsIs74() throws {
    let dataset = try Pictures.dataset(1)
    let file = try Scratch.folder().appendingPathComponent("file")
    try Data().write(to: file)
    let result = try Audit.run(try arguments(dataset, file.appendingPathComponent("run")), in: dataset)
    #expect(result.status == 74)
    #expect(result.errors.contains(file.path))
  }

  @Test func aForeignFolderIsNotTouched() throws {
    let dataset = try Pictures.dataset(1)
    let result = try Audit.run(try arguments(dataset, dataset), in: dataset)
    #expect(result.status == 64)
    #expect(try FileManager.default.contentsOfDirectory(atPath: dataset.path) == ["a.png"])
  }
}
