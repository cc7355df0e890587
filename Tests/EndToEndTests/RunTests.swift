import AuditRecord
import Foundation
import Glibc
import ImageFiles
import Raster
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
          + "inflation_colour,inflation_whole,verdict,psnr,psnr_cb,ssim,bounded,reason"))

    let second = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, second, "--jobs", "1", "--quiet"), in: dataset).status == 0)
    #expect(try cases(first) == cases(second))

    // Run again over the same folder: the old run is replaced.
    #expect(try Audit.run(try arguments(dataset, first), in: dataset).status == 0)
    #expect(try cases(first) == cases(second))

    let parts = try ["1/2", "2/2"].map { shard -> String in
      let part = try Scratch.folder()
      #expect(try Audit.run(try arguments(dataset, part, "--shard", shard), in: dataset).status == 0)
      #expect(try cases(part).count < cases(first).count)
      return part.path
    }
    let merged = try Scratch.folder()
    let merge = try Audit.run(["merge"] + parts + ["-o", merged.path], in: dataset)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try cases(merged) == cases(first))
    #expect(try Audit.run(["verify", merged.path], in: dataset).status == 0)

    let incomplete = try Audit.run(["merge", parts[0], "-o", try Scratch.folder().path], in: dataset)
    #expect(incomplete.status == 65 && incomplete.errors.contains("2/2"))
    let twice = try Audit.run(["merge", parts[0], parts[0], "-o", try Scratch.folder().path], in: dataset)
    #expect(twice.status == 65)
    let foreign = try Audit.run(["merge", parts[0], first.path, "-o", try Scratch.folder().path], in: dataset)
    #expect(foreign.status == 65 && foreign.errors.contains("not a shard"))
    let itself = try Audit.run(["merge"] + parts + ["-o", parts[0]], in: dataset)
    #expect(itself.status == 64)
  }

  @Test func verifiesItsPictures() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, output), in: dataset).status == 0)
    let intact = try Audit.run(["verify", output.path], in: dataset)
    #expect(
      intact.status == 0 && intact.output == "5 pictures, 22 values, 6 judgements: all as recorded\n",
      "\(intact.output)")
    // One level of one pixel.
    let path = output.appendingPathComponent("images/a.png/jpeg~30.png").path
    var image = try ImageReader.read(path: path).image
    image.red[100, 100] ^= 1
    try PNGWriter.write(image, to: path)
    let changed = try Audit.run(["verify", output.path], in: dataset)
    #expect(changed.status == 65 && changed.output.contains("jpeg~30.png: vmafneg was recorded as"))
    try FileManager.default.removeItem(atPath: path)
    #expect(try Audit.run(["verify", output.path], in: dataset).status == 65)
  }

  @Test func showsATrend() throws {
    let dataset = try Pictures.dataset(1)
    let runs = try (0..<2).map { _ in try Scratch.folder() }
    for run in runs { #expect(try Audit.run(try arguments(dataset, run, "--quiet"), in: dataset).status == 0) }
    let same = try Audit.run(["trend", runs[0].path, runs[1].path, "--max-rise", "0"], in: dataset)
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output.contains("fidelity-floor"))
    let other = try Scratch.folder()
    let psnr = ["--metric", "psnr", "--suite", try Pictures.suiteFile(), "--attack", "none", "-o", other.path]
    #expect(try Audit.run(psnr + [dataset.path], in: dataset).status == 0)
    #expect(try Audit.run(["trend", runs[0].path, other.path], in: dataset).status == 65)
    // One run has no rise, and a rise that is not there is within no limit.
    let alone = try Audit.run(["trend", runs[0].path, "--max-rise", "1"], in: dataset)
    #expect(alone.status == 65 && alone.errors.contains("audit: not decided: no attack has a median"), "\(alone)")
    #expect(try Audit.run(["trend", runs[0].path], in: dataset).status == 0)
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

  /// A picture whose contents changed is another picture, whatever its name and date say.
  @Test func aChangedInputIsNotResumed() throws {
    let dataset = try Pictures.dataset(2)
    let output = try Scratch.folder()
    #expect(try Audit.run(try arguments(dataset, output), in: dataset).status == 0)
    // The same pixels written anew are the same contents.
    let path = dataset.appendingPathComponent("b.png").path
    try PNGWriter.write(Pictures.collage(seed: 1), to: path)
    #expect(try Audit.run(try arguments(dataset, output, "--resume"), in: dataset).status == 0)
    let before = try cases(output)
    var image = Pictures.collage(seed: 1)
    image.red[100, 100] ^= 1
    try PNGWriter.write(image, to: path)
    let changed = try Audit.run(try arguments(dataset, output, "--resume"), in: dataset)
    #expect(changed.status == 64 && changed.errors.contains("b.png") && !changed.errors.contains("a.png"))
    #expect(try cases(output) == before, "what is there stays")
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

  /// A metric whose numbers are hundredths is judged by a limit of its own and reported with digits enough to tell them apart.
  @Test func aMetricBetweenZeroAndOneIsJudgedAndReadable() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    let arguments = ["--metric", "ssim", "--suite", try Pictures.suiteFile(), "-o", output.path, dataset.path]
    let result = try Audit.run(arguments, in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("over 0.0320"), "\(result.output)")
    let table = String(decoding: try cases(output), as: UTF8.self).split(separator: "\n")
    #expect(table.contains { $0.hasPrefix("a.png,jpeg:30,none,ssim,0.") && $0.contains(",passed,") })
    #expect(table.contains { $0.hasPrefix("a.png,jpeg:30,pgd-linf,ssim,0.") && $0.contains(",failed,") })
    let page = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(page.contains(/inflated by 0\.\d{4}/))
    #expect(!page.contains("00000000001"))
    let trend = try Audit.run(["trend", output.path, output.path], in: dataset)
    #expect(trend.output.contains(/pgd-linf +jpeg:30 +0\.\d{4} +0\.\d{4} +0\.0000/), "\(trend.output)")
  }

  @Test func aDiskThatFailsIs74() throws {
    let dataset = try Pictures.dataset(1)
    let file = try Scratch.folder().appendingPathComponent("file")
    try Data().write(to: file)
    for folder in [file, file.appendingPathComponent("run")] {
      let result = try Audit.run(try arguments(dataset, folder), in: dataset)
      #expect(result.status == 74)
      #expect(result.errors.contains("\(file.path): is a file, not a folder"), "\(result.errors)")
    }
  }

  @Test func whatIsNotThereIsNotResumedAndLeavesNothing() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder().appendingPathComponent("run")
    let result = try Audit.run(try arguments(dataset, output, "--resume"), in: dataset)
    #expect(result.status == 64 && result.errors.contains("no run to resume"))
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }

  @Test func aForeignFolderIsNotTouched() throws {
    let dataset = try Pictures.dataset(1)
    let result = try Audit.run(try arguments(dataset, dataset), in: dataset)
    #expect(result.status == 64)
    #expect(try FileManager.default.contentsOfDirectory(atPath: dataset.path) == ["a.png"])
  }
}
