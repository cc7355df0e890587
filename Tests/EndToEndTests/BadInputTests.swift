import Foundation
import Glibc
import ImageFiles
import Raster
import Testing

@Suite("Bad input") struct BadInputTests {
  /// A PNG's signature and a header chunk for a size, with the right checksum.
  private func header(width: UInt32, height: UInt32) -> Data {
    func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    let chunk = Array("IHDR".utf8) + big(width) + big(height) + [8, 2, 0, 0, 0]
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in chunk {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + chunk + big(~crc))
  }

  /// A hundred megapixels need more than 4 GB even when the members of the panel take turns.
  @Test func anImageThatMemoryCannotHoldIsRefusedBeforeItIsRead() throws {
    let dataset = try Scratch.folder()
    try header(width: 10_000, height: 10_000).write(to: dataset.appendingPathComponent("vast.png"))
    let output = try Scratch.folder()
    let result = try Audit.run(
      ["--metric", "vmafneg", "--memory", "4G", "--output", output.path, dataset.path], in: dataset)
    #expect(result.status == 65)
    #expect(result.errors.contains("vast.png: 100.0 megapixels need about"), "\(result.errors)")
    let table = try String(contentsOf: output.appendingPathComponent("cases.csv"), encoding: .utf8)
    #expect(table.contains("vast.png,,,vmafneg,") && table.contains("there are 4.3 GB"))
  }

  @Test func everyGoodImageIsAuditedAndEveryBadOneIsNamed() throws {
    let dataset = try Pictures.dataset(2)
    func put(_ name: String, _ data: Data) throws { try data.write(to: dataset.appendingPathComponent(name)) }
    let whole = try Data(contentsOf: dataset.appendingPathComponent("a.png"))
    try put("truncated.png", whole.prefix(whole.count / 2))
    try put("empty.png", Data())
    try put("text.png", Data("This is not a picture.\n".utf8))
    try put("huge.png", header(width: 20_000, height: 20_000))
    try put("notes.txt", Data("skipped".utf8))
    try PNGWriter.write(
      Pictures.collage(seed: 1).cropped(x: 0, y: 0, width: 1, height: 1),
      to: dataset.appendingPathComponent("dot.png").path)
    for (name, target) in [("self", "."), ("loop.png", "loop.png")] {
      try FileManager.default.createSymbolicLink(
        atPath: dataset.appendingPathComponent(name).path, withDestinationPath: target)
    }

    let output = try Scratch.folder()
    let result = try Audit.run(
      ["--metric", "vmafneg", "--suite", try Pictures.suiteFile(), "--output", output.path, dataset.path], in: dataset)
    #expect(result.status == 65, "\(result.errors)")
    let table = try String(contentsOf: output.appendingPathComponent("cases.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").dropFirst().map(String.init)
    for good in ["a.png", "b.png"] {
      let own = rows.filter { $0.hasPrefix("\(good),") }
      #expect(own.count == Pictures.casesPerImage)
      #expect(!own.contains { $0.contains(",error,") })
    }
    for bad in ["truncated.png", "empty.png", "text.png", "huge.png", "loop.png"] {
      let own = rows.filter { $0.hasPrefix("\(bad),,,vmafneg,") }
      #expect(own.count == 1, "\(bad)")
      #expect(own.first?.contains(",error,") == true, "\(own)")
      // The reason names the file.
      #expect(own.first?.components(separatedBy: bad).count ?? 0 >= 3, "\(own)")
    }
    // A picture that is too small is fine, but says nothing.
    let small = rows.filter { $0.hasPrefix("dot.png,") }
    #expect(
      small.count == Pictures.casesPerImage
        && small.allSatisfy { $0.contains(",not_applicable,") && $0.contains("1×1") })
    #expect(rows.count == 3 * Pictures.casesPerImage + 5)
    // One count in progress, summary and table: an image that cannot be read is one case.
    #expect(result.errors.contains("audit: \(rows.count) of \(rows.count) cases\n"), "\(result.errors)")
    #expect(result.output.contains("\n◆ error: \(rows.count) cases: "), "\(result.output)")
    #expect(result.output.contains("5 errors"))
    let report = try String(contentsOf: output.appendingPathComponent("junit.xml"), encoding: .utf8)
    #expect(report.contains("name=\"input\""))
  }

  @Test func suitesWithFaultsAre65AndNamed() throws {
    let folder = try Scratch.folder()
    let file = folder.appendingPathComponent("bad.yml")
    try Data(Pictures.suite.replacing("attack: none", with: "attack: wishful").utf8).write(to: file)
    let result = try Audit.run(["--metric", "vmafneg", "--suite", file.path], in: folder)
    #expect(result.status == 65)
    #expect(result.errors.contains("bad.yml:6:") && result.errors.contains("wishful"))
  }

  /// Nothing that can be judged: no table of dashes, and the terminal says why.
  @Test func picturesThatAreTooSmallAreNamedAtOnce() throws {
    let folder = try Scratch.folder()
    try PNGWriter.write(
      Pictures.collage(seed: 1).cropped(x: 0, y: 0, width: 100, height: 90),
      to: folder.appendingPathComponent("a.png").path)
    let result = try Audit.run(
      ["--metric", "vmafneg", "--suite", try Pictures.suiteFile(), "-o", "run", "a.png"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3, "\(result.output)")
    #expect(lines[0].hasPrefix("not applicable: a.png: 100×90 is smaller than 256×256"))
    #expect(lines[0].hasSuffix("(\(Pictures.casesPerImage) cases)"))
  }

  @Test func whatIsWrongWithAnArgumentIsSaid() throws {
    let folder = try Pictures.dataset(1)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("none"), withIntermediateDirectories: true)
    for (arguments, status, words) in [
      (
        ["--metric", "vmafneg", "--max-inflation", "-1", "a.png"], 64, "--max-inflation must be a number of at least 0"
      ),
      (["--metric", "vmafneg", "--start", "png:3", "a.png"], 64, "webp:Q or wavelet:Q, not \"png:3\""),
      (["--metric", "vmafneg", "none"], 65, ".webp) in none\n"),
      (["render", "none"], 65, "none/run.json: is missing, so this is not the folder of a run"),
      (["verify", "nowhere"], 65, "nowhere/run.json: is missing"),
      (
        ["attack", "a.png", "--metric", "psnr", "--attack", "unsharp", "--parameter", "most=100", "-o", "b.png"], 64,
        "most is 100, outside 0 … 10"
      ),
    ] as [([String], Int32, String)] {
      let result = try Audit.run(arguments, in: folder)
      #expect(result.status == status && result.errors.contains(words), "\(arguments): \(result.errors)")
    }
  }

  /// The default output lies below the dataset: a second run finds the photographs, and those alone.
  @Test func aRunDoesNotTakeItsOwnPictures() throws {
    let folder = try Pictures.dataset(1)
    let suite = try Pictures.suiteFile()
    let arguments = ["--metric", "psnr", "--suite", suite, "--attack", "none", "-q"]
    for more in [[], ["--resume"], []] {
      let result = try Audit.run(arguments + ["."] + more, in: folder)
      #expect(result.status == 0 && result.output.contains("3 cases: "), "\(result)")
    }
    let other = try Audit.run(arguments + [".", "-o", "elsewhere"], in: folder)
    #expect(other.status == 0 && other.output.contains("3 cases: "), "\(other)")
  }

  @Test func aDatasetInTheOutputIsRefusedAndStays() throws {
    let folder = try Scratch.folder()
    let dataset = try Pictures.dataset(1)
    let suite = try Pictures.suiteFile()
    let run = ["--metric", "psnr", "--suite", suite, "--attack", "none", "-q", "-o", "run"]
    #expect(try Audit.run(run + [dataset.path], in: folder).status == 0)
    let mine = folder.appendingPathComponent("run/images/mine")
    try FileManager.default.moveItem(at: dataset, to: mine)
    for arguments in [
      run, ["fusion", "--metric", "vmafneg", "-q", "-o", "run"], ["losses", "--loss", "mse", "-q", "-o", "run"],
      ["codec", "demo", "-q", "-o", "run"], ["codec", "evaluate", "-q", "-o", "run"],
      ["gate", "-q", "-o", "run", "--baseline", mine.path, "--candidate", mine.path, "--reference"],
    ] {
      let result = try Audit.run(arguments + [mine.path], in: folder)
      #expect(result.status == 64 && result.errors.contains("lies in the output folder"), "\(arguments): \(result)")
    }
    #expect(FileManager.default.fileExists(atPath: mine.appendingPathComponent("a.png").path))
    #expect(try Audit.run(["verify", "run"], in: folder).status == 0)
  }

  @Test func aMissingDatasetIs65() throws {
    let folder = try Scratch.folder()
    let result = try Audit.run(["--metric", "vmafneg", "nowhere"], in: folder)
    #expect(result.status == 65 && result.errors.contains("nowhere"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
