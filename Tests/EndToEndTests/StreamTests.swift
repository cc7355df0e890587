import Foundation
import ImageFiles
import Raster
import Testing

@testable import audit

/// Standard streams that are closed, full or broken, and names that would speak to whoever shows or keeps them.
@Suite("Streams") struct StreamTests {
  /// Runs a line of a shell in which `audit` is the program; its streams are ours unless the line says otherwise.
  private func shell(_ line: String, in folder: URL) throws -> Audit.Result {
    let files = try Scratch.folder()
    defer { try? FileManager.default.removeItem(at: files) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "audit() { '\(Audit.program.path)' \"$@\"; }\n" + line]
    process.currentDirectoryURL = folder
    for (name, keyPath) in [("out", \Process.standardOutput), ("err", \Process.standardError)] {
      let file = files.appendingPathComponent(name)
      try Data().write(to: file)
      process[keyPath: keyPath] = try FileHandle(forWritingTo: file)
    }
    try process.runLimited()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: files.appendingPathComponent(name)), as: UTF8.self)
    }
    return Audit.Result(status: process.terminationStatus, output: try text("out"), errors: try text("err"))
  }

  /// Nobody hears the reason; the status tells it.
  @Test(arguments: ["2>&-", "2>/dev/full", "2>/dev/null", "2> >(true)", ">&- 2>&-", "<&- >&- 2>&-"])
  func aMessageThatNobodyCanReadCostsNothing(streams: String) throws {
    let folder = try Scratch.folder()
    #expect(try shell("audit score no.png no.png \(streams)", in: folder).status == 65)
    #expect(try shell("audit score \(streams)", in: folder).status == 64)
    #expect(try shell("audit frobnicate \(streams)", in: folder).status == 64)
  }

  /// A log on a full disk does not cost the run.
  @Test(arguments: ["2>/dev/full", "2>&-"]) func aRunOutlivesItsLog(stream: String) throws {
    let dataset = try Pictures.dataset(1)
    try Data(Pictures.suite.utf8).write(to: dataset.appendingPathComponent("tiny.yml"))
    let line = "audit --metric vmafneg --suite tiny.yml --attack none a.png -o out \(stream)"
    #expect(try shell(line, in: dataset).status == 0)
    #expect(FileManager.default.fileExists(atPath: dataset.appendingPathComponent("out/index.html").path))
  }

  @Test(arguments: [
    "list metrics >&-", "list metrics --format json >&-", "list metrics >/dev/full", "--help >/dev/full",
    "--version >&-",
  ])
  func whatCannotBePrintedIs74(arguments: String) throws {
    let result = try shell("audit \(arguments)", in: try Scratch.folder())
    #expect(result.status == 74 && result.errors.contains("standard output cannot be written"), "\(result)")
  }

  /// The first file that is opened does not become standard output.
  @Test func nothingIsPrintedIntoAFile() throws {
    let dataset = try Pictures.dataset(1)
    let result = try shell("audit attack a.png --metric vmafneg --attack none -o out.png <&- >&- 2>&-", in: dataset)
    #expect(result.status == 74)
    let image = try ImageReader.read(path: dataset.appendingPathComponent("out.png").path).image
    #expect(image.width == 256)
  }

  static let hostile = [
    "x\n::error title=pwn::hello\n\u{1B}]0;owned\u{7}\u{1B}[2J.png", "::error::first.png", "##[error]group.png",
    "a ##vso[task.complete result=Failed;]b.png", "##teamcity[buildStop].png", "\u{9B}31mC1.png",
    "gnp.\u{202E}3pm.png", "\u{2028}::warning::separator.png", "\r::error::return.png", "tab\tdel\u{7F}.png",
  ]

  /// A file's name speaks to nobody, whether the file can be used or not.
  @Test func namesDoNotSpeakToALog() throws {
    let folder = try Scratch.folder()
    let dataset = folder.appendingPathComponent("photographs")
    try FileManager.default.createDirectory(at: dataset, withIntermediateDirectories: true)
    try Data(Pictures.suite.utf8).write(to: folder.appendingPathComponent("tiny.yml"))
    for (index, name) in Self.hostile.enumerated() {
      let file = dataset.appendingPathComponent(name)
      if index % 2 == 0 {
        try PNGWriter.write(Pictures.collage(seed: UInt64(index)), to: file.path)
      } else {
        try Data("no picture".utf8).write(to: file)
      }
    }
    let run = try Audit.run(
      ["--metric", "vmafneg", "--suite", "tiny.yml", "--attack", "none", "photographs", "-o", "out"], in: folder)
    #expect(run.status == 65)
    var texts = [run.output, run.errors]
    for name in Self.hostile {
      let path = "photographs/\(name)"
      for arguments in [
        ["score", path, path], ["score", path, "no\(name)"], [name], ["run", "--metric", name], ["list", name],
      ] {
        let result = try Audit.run(arguments, in: folder)
        texts += [result.output, result.errors]
      }
    }
    for text in texts {
      for line in text.split(whereSeparator: \.isNewline) {
        #expect(PrintableText.line(String(line)) == String(line))
      }
    }
    #expect(run.errors.contains(#"\u{3a}:error::first.png"#) || run.errors.contains("photographs/::error::first.png"))
  }

  @Test(arguments: [
    ("plain ü 漢字 e\u{301} 👩‍👩‍👧", "plain ü 漢字 e\u{301} 👩‍👩‍👧"), ("a\nb\tc\r\u{1B}[2J", #"a\nb\tc\r\u{1b}[2J"#),
    ("::error::x", #"\u{3a}:error::x"#), (" \u{A0}::x", " \u{A0}" + #"\u{3a}:x"#), ("std::vector", "std::vector"),
    ("a ##[group]x", ##"a #\u{23}[group]x"##), ("\u{600}##[x]", "\u{600}" + ##"#\u{23}[x]"##),
    ("##vso[x]", ##"#\u{23}vso[x]"##), ("## heading", "## heading"),
  ])
  func aLineOnlyShows(text: String, shown: String) {
    #expect(PrintableText.line(text) == shown)
    #expect(PrintableText.line(shown) == shown)
  }

  @Test func namesThatAreNotUTF8AreSaidToBe() throws {
    let folder = try Pictures.dataset(1)
    _ = try shell(
      #"mkdir d; cp a.png "$(printf 'd/lat\351.png')"; mkdir -p "$(printf 'd/\351')"; cp a.png d/ok.png"#, in: folder)
    let run = try Audit.run(["--metric", "vmafneg", "--attack", "none", "d", "-o", "out"], in: folder)
    #expect(run.status == 65)
    let named = run.errors.split(separator: "\n").filter {
      $0.hasPrefix("audit: error: ") && $0.hasSuffix("the name is not UTF-8")
    }
    #expect(named.count == 2, "\(run.errors)")
    let argument = try shell(#"audit score a.png "$(printf 'b\351.png')""#, in: folder)
    #expect(argument.status == 64 && argument.errors.contains("argument 3") && argument.errors.contains("not UTF-8"))
  }

  /// What is told to go on with can be given to a shell, whatever it holds.
  @Test func aCommandIsToldAsAShellTakesIt() throws {
    let words = ["audit", "a b", "it's", "x\n::error::\u{1B}[2J", "ü$HOME", "", "--", "-x"]
    let line = Stop.resuming(words)
    #expect(PrintableText.line(line) == line)
    let told = try shell("printf '%s\\0' \(line)", in: try Scratch.folder()).output
    #expect(
      told.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
        == ["audit", "a b", "it's", "x\n::error::\u{1B}[2J", "ü$HOME", "", "--resume", "--", "-x"])
  }
}
