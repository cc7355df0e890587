import AuditRecord
import Foundation
import Glibc
import ImageFiles
import Raster
import Scoring
import Testing

/// The codec's subcommands, as a user runs them.
@Suite("audit codec") struct CodecTests {
  /// 2 % of the documented 5000 steps, on small pictures and crops.
  private func train(_ dataset: URL, _ output: URL, stopAfter: Int = 100) -> [String] {
    [
      "codec", "train", dataset.path, "-o", output.path, "--steps", "5000", "--stop-after", "\(stopAfter)", "--crop",
      "64",
      "--batch", "5", "--seed", "3",
    ]
  }

  private func table(_ folder: URL) throws -> [[Double]] {
    try String(contentsOf: folder.appendingPathComponent("log.csv"), encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  /// A training that is killed and begun again ends in the same state, to the bit, as one that ran through; its loss
  /// falls.
  @Test func trainingIsResumedAfterAKillAndImproves() async throws {
    let dataset = try Pictures.dataset(2)
    let whole = try Scratch.folder()
    let through = try Audit.run(train(dataset, whole) + ["--jobs", "1", "-q"], in: dataset)
    #expect(through.status == 0, "\(through.errors)")
    #expect(through.output.contains("goes on"))
    let log = try table(whole)
    #expect(log.map(\.first) == [50, 100])
    #expect(log[1][1] < log[0][1])

    let broken = try Scratch.folder()
    let (process, files) = try Audit.start(train(dataset, broken), in: dataset)
    let state = broken.appendingPathComponent("state.bin")
    while process.isRunning, !FileManager.default.fileExists(atPath: state.path) {
      try await Task.sleep(for: .milliseconds(20))
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try FileManager.default.removeItem(at: files)
    let resumed = try Audit.run(train(dataset, broken), in: dataset)
    #expect(resumed.status == 0 && resumed.errors.contains("resuming after step"), "\(resumed.errors)")
    for name in ["state.bin", "log.csv"] {
      #expect(
        try Data(contentsOf: broken.appendingPathComponent(name))
          == Data(contentsOf: whole.appendingPathComponent(name)))
    }
  }

  /// A mean of tuned halves is a half like them; halves of different kinds have none, and nothing is written.
  @Test func averagesTunedHalves() throws {
    let dataset = try Pictures.dataset(1)
    let work = try Scratch.folder()
    let picture = dataset.appendingPathComponent("a.png").path
    let mean = try Audit.run(
      ["codec", "average", "decoder-naive-s1", "decoder-mse-s1", "-o", "mean.checkpoint"], in: work)
    #expect(mean.status == 0 && mean.output.contains("2 decoders"), "\(mean.errors)")
    for arguments in [
      ["encode", picture, "-o", "a.audc"], ["decode", "a.audc", "-o", "a.png", "--checkpoint", "mean.checkpoint"],
    ] {
      let result = try Audit.run(["codec"] + arguments, in: work)
      #expect(result.status == 0, "\(result.errors)")
    }
    for (other, reason) in [("encoder-mse-s1", "encoder"), ("base", "base"), (picture, "a.png")] {
      let bad = try Audit.run(["codec", "average", "decoder-naive-s1", other, "-o", "bad.checkpoint"], in: work)
      #expect(bad.status == 65 && bad.errors.contains(reason), "\(other): \(bad.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: work.appendingPathComponent("bad.checkpoint").path))
    #expect(try Audit.run(["codec", "average", "decoder-mse-s1", "-o", "bad.checkpoint"], in: work).status == 64)
  }

  /// Train on, tune both halves, code, decode and compare: the whole way round on one small picture.
  @Test func goesTheWholeWay() throws {
    let dataset = try Pictures.dataset(1)
    let work = try Scratch.folder()
    func audit(_ arguments: String...) throws -> Audit.Result {
      let result = try Audit.run(["codec"] + arguments, in: work)
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      return result
    }
    _ = try audit(
      "train", dataset.path, "-o", "new", "--checkpoint", "base", "--steps", "2", "--crop", "64", "--learning-rate",
      "1e-5", "-q")
    for (part, loss) in [("decoder", "naive"), ("encoder", "mse")] {
      _ = try audit(
        "finetune", dataset.path, "--part", part, "--loss", loss, "--checkpoint", "new/model.checkpoint", "--steps",
        "2",
        "--crop", "80", "--batch", "1", "-o", part, "-q")
    }
    let picture = dataset.appendingPathComponent("a.png").path
    let encoded = try audit("encode", picture, "-o", "a.audc", "--rate", "1", "--checkpoint", "new/model.checkpoint")
    #expect(encoded.output.contains("bits per pixel"))
    _ = try audit("decode", "a.audc", "-o", "a.png", "--checkpoint", "new/model.checkpoint")
    let original = try ImageReader.read(path: picture).image
    let decoded = try ImageReader.read(path: work.appendingPathComponent("a.png").path).image
    #expect(decoded.width == 256 && decoded.height == 256)
    let error = zip(original.green.samples, decoded.green.samples).reduce(0.0) {
      $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
    }
    let mean = original.green.samples.reduce(0.0) { $0 + Double($1) } / 65536
    let variance = original.green.samples.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    // Nine tenths of what there is to see: the picture, not some picture.
    #expect(error < variance / 10)
    // The bitstream belongs to another entropy model than the bundled base's.
    let foreign = try Audit.run(["codec", "decode", "a.audc", "-o", "b.png"], in: work)
    #expect(foreign.status == 65 && foreign.errors.contains("a.audc"))

    let demo = try audit(
      "demo", dataset.path, "--base", "new/model.checkpoint", "--arm", "decoder-x-s1=decoder/model.checkpoint", "--arm",
      "encoder-y=encoder/model.checkpoint", "--rungs", "4", "-o", "demo", "-q")
    #expect(demo.output.contains("decoder-x") && demo.output.contains("encoder-y"))
    let record = try JSONDecoder().decode(
      CodecDemoRecord.self, from: Data(contentsOf: work.appendingPathComponent("demo/audit.json")))
    #expect(record.pictures.count == 15 && record.arms.map(\.name) == ["decoder-x", "encoder-y"])
    #expect(record.crops.first?.views.map(\.name) == ["reference", "base", "decoder-x-s1"])
    let page = try String(contentsOf: work.appendingPathComponent("demo/index.html"), encoding: .utf8)
    #expect(page.contains("decoder-x") && page.contains("data:image/png;base64,"))
    // Decoders share the base's bitstreams.
    for picture in record.pictures where picture.checkpoint == "decoder-x-s1" {
      let base = record.pictures.first { $0.checkpoint == "base" && $0.rate == picture.rate }
      #expect(base?.bytes == picture.bytes)
    }
  }

  /// A folder's training goes on only as it was begun; more steps are no other training.
  @Test func resumesOnlyWhatWasBegun() throws {
    let dataset = try Pictures.dataset(1)
    let work = try Scratch.folder()
    func status(_ changes: String...) throws -> (Int32, String) {
      let fixed = ["codec", "finetune", dataset.path, "--crop", "80", "--batch", "1", "-o", "t", "-q"]
      let result = try Audit.run(fixed + changes, in: work)
      return (result.status, result.errors)
    }
    #expect(try status("--part", "decoder", "--loss", "naive", "--steps", "1").0 == 0)
    for other in [
      try status("--part", "decoder", "--loss", "mse"), try status("--part", "encoder", "--loss", "naive"),
      try status("--part", "decoder", "--loss", "naive", "--seed", "2"),
      try status("--part", "decoder", "--loss", "naive", "--learning-rate", "1e-3"),
    ] {
      #expect(other.0 == 65 && other.1.contains("settings.txt"), "\(other)")
    }
    #expect(try status("--part", "decoder", "--loss", "naive", "--steps", "2").0 == 0)
    let base = try Audit.run(
      ["codec", "train", dataset.path, "--checkpoint", "base", "--crop", "64", "-o", "t", "-q"], in: work)
    #expect(base.status == 65 && base.errors.contains("settings.txt"), "\(base.errors)")
  }

  @Test func evaluatesAgainstOrdinaryCodecs() throws {
    let dataset = try Pictures.dataset(1)
    let result = try Audit.run(
      ["codec", "evaluate", dataset.path, "--metric", "psnr", "--json", "out.json", "-q"], in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n").filter { $0.hasPrefix("learned") }
    let rates = rows.compactMap { Double($0.split(separator: " ", omittingEmptySubsequences: true)[2]) }
    let values = rows.compactMap { Double($0.split(separator: " ", omittingEmptySubsequences: true)[3]) }
    #expect(rates.count == 5 && rates == rates.sorted() && values == values.sorted())
    #expect(FileManager.default.fileExists(atPath: dataset.appendingPathComponent("out.json").path))
  }

  /// Cut short, damaged, of another kind: status 65 and a sentence that names the file.
  @Test func refusesBadInput() throws {
    let dataset = try Pictures.dataset(1)
    #expect(try Audit.run(["codec", "encode", "a.png", "-o", "a.audc"], in: dataset).status == 0)
    let whole = try Data(contentsOf: dataset.appendingPathComponent("a.audc"))
    var damaged = whole
    damaged[whole.count / 2] ^= 0x04
    let wrong: [(String, Data)] = [
      ("cut.audc", whole.dropLast(5)), ("damaged.audc", damaged), ("empty.audc", Data()),
      ("picture.audc", try Data(contentsOf: dataset.appendingPathComponent("a.png"))),
    ]
    for (name, data) in wrong {
      try data.write(to: dataset.appendingPathComponent(name))
      let result = try Audit.run(["codec", "decode", name, "-o", "x.png"], in: dataset)
      #expect(result.status == 65 && result.errors.contains(name), "\(name): \(result.status) \(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: dataset.appendingPathComponent("x.png").path))
    }
    let rate = try Audit.run(["codec", "encode", "a.png", "-o", "y.audc", "--rate", "9"], in: dataset)
    #expect(rate.status == 64)
    let checkpoint = try Audit.run(
      ["codec", "encode", "a.png", "-o", "y.audc", "--checkpoint", "cut.audc"], in: dataset)
    #expect(checkpoint.status == 65 && checkpoint.errors.contains("cut.audc"))
    // A picture of 2×2 samples has none left after reduction; one of 256×256 has too few for crops of 88.
    let tiny = try Scratch.folder()
    try PNGWriter.write(
      Pictures.collage(seed: 1).cropped(x: 0, y: 0, width: 2, height: 2),
      to: tiny.appendingPathComponent("speck.png").path)
    for (folder, name) in [(tiny, "speck.png"), (dataset, "a.png")] {
      for command in [["train"], ["finetune", "--part", "decoder", "--loss", "mse"]] {
        let small = try Audit.run(["codec"] + command + [folder.path, "-o", "small", "--crop", "88"], in: dataset)
        #expect(small.status == 65 && small.errors.contains(name), "\(small.status) \(small.errors)")
      }
    }
    let heavy = try Audit.run(
      [
        "codec", "finetune", dataset.path, "--part", "decoder", "--loss", "robust", "--chroma-anchor", "1e308", "-o",
        "h",
      ],
      in: dataset)
    #expect(heavy.status == 64 && heavy.errors.contains("1e6"), "\(heavy.errors)")
    let arm = try Audit.run(["codec", "demo", dataset.path, "--arm", "nonsense=a.audc", "-o", "d"], in: dataset)
    #expect(arm.status == 65 && arm.errors.contains("a.audc"), "\(arm.status) \(arm.errors)")
  }
}
