import Foundation
import Testing

@Suite("A metric that another program computes") struct ExternalMetricTests {
  private func arguments(_ command: String, _ dataset: URL, _ output: URL) throws -> [String] {
    [
      "--metric", "mine", "--metric-command", command, "--suite", try Pictures.suiteFile(), "--attack", "none",
      "--attack", "pgd-linf", "--start", "jpeg:30", "-o", output.path, dataset.path,
    ]
  }

  /// The program itself is the other program: its PSNR must be the panel's own, to the four decimals that it prints.
  @Test func isScoredByItsProgramAndAttackedWithoutAGradient() throws {
    let dataset = try Pictures.dataset(1)
    let output = try Scratch.folder()
    let command = "\"\(Audit.program.path)\" score {reference} {distorted} --metric psnr"
    let result = try Audit.run(try arguments(command, dataset, output), in: dataset)
    #expect(result.status == 0, "\(result.errors)")
    let table = try String(contentsOf: output.appendingPathComponent("cases.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let score = try #require(rows[0].firstIndex(of: "score"))
    let psnr = try #require(rows[0].firstIndex(of: "psnr"))
    let none = try #require(rows.first { $0[2] == "none" })
    let (mine, own) = (try #require(Double(none[score])), try #require(Double(none[psnr])))
    #expect(abs(mine - own) < 1e-3 && mine > 15)
    let attacked = try #require(rows.first { $0[2] == "pgd-linf" })
    #expect(attacked.contains("not_applicable") && attacked.joined().contains("gradient"))
    let page = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(page.contains("{reference}"), "the report says what was run")
  }

  @Test func aProgramThatFailsIsNamed() throws {
    let dataset = try Pictures.dataset(1)
    for (command, reason) in [
      ("false {reference} {distorted}", "false: ended with status 1"),
      ("sh -c 'echo cannot read; exit 3' {reference} {distorted}", "sh: ended with status 3: cannot read"),
      ("sh -c 'echo -1.7e308' {reference} {distorted}", "printed -1.7e+308, which is too large for a score"),
      ("cat /dev/zero {reference} {distorted}", "cat: printed more than 1 MiB"),
      ("basename {reference} {distorted}.x", "printed no number"),
      ("echo 26,3 {reference} {distorted}", "printed more than one number (26 3"),
      ("sh -c 'echo score: 26.3dB' {reference} {distorted}", "printed 26.3dB, which is no decimal number"),
      (
        "sh -c 'echo 26.3' {reference} {distorted}", "mine says 26.3 of the reference and of each of its honest encodes"
      ),
    ] {
      let output = try Scratch.folder()
      let result = try Audit.run(try arguments(command, dataset, output), in: dataset)
      #expect(result.status == 65 && result.errors.contains(reason), "\(command): \(result.errors)")
      let junit = try String(contentsOf: output.appendingPathComponent("junit.xml"), encoding: .utf8)
      #expect(junit.contains("<testsuite name=\"input\"") && junit.contains(reason))
    }
    // One image that the program cannot take does not end the run.
    let two = try Pictures.dataset(2)
    let script = try Scratch.folder().appendingPathComponent("metric.sh").path
    // The first reference it ever sees gets no value.
    try Data(
      "#!/bin/sh\ncase $1 in $(cat \"$0.first\" 2>/dev/null || echo \"$1\" | tee \"$0.first\")) exit 7;; esac\nwc -c < \"$2\"\n"
        .utf8
    )
    .write(to: URL(fileURLWithPath: script))
    let output = try Scratch.folder()
    let mixed = try Audit.run(
      try arguments("sh '\(script)' {reference} {distorted}", two, output) + ["--jobs", "1"], in: two)
    #expect(mixed.status == 65, "\(mixed.errors)")
    let table = try String(contentsOf: output.appendingPathComponent("cases.csv"), encoding: .utf8)
    #expect(table.contains("a.png,,,mine,") && table.contains("b.png,jpeg:30,none,mine,"), "\(table)")

    // One that fails on the attacked picture alone is no fault of this program either.
    let count = script + ".count"
    try Data("#!/bin/sh\necho x >> '\(count)'\n[ $(wc -l < '\(count)') -gt 25 ] && exit 7\nwc -c < \"$2\"\n".utf8)
      .write(to: URL(fileURLWithPath: script))
    let suite = try Scratch.folder().appendingPathComponent("one.yml")
    try Data(
      """
      name: one
      description: For the test.
      ladders: [{codec: jpeg, rungs: 5}]
      panel: [psnr]
      attacks: [{attack: unsharp, starts: ["jpeg:30"]}]
      """.utf8
    ).write(to: suite)
    let late = try Scratch.folder()
    let last = try Audit.run(
      [
        "--metric", "mine", "--metric-command", "sh '\(script)' {reference} {distorted}", "--suite", suite.path,
        "--jobs", "1", "-o", late.path, dataset.path,
      ], in: dataset)
    #expect(last.status == 65, "\(last.errors)")
    let rows = try String(contentsOf: late.appendingPathComponent("cases.csv"), encoding: .utf8)
    #expect(rows.contains("a.png,jpeg:30,unsharp,mine,") && rows.contains(",error,"), "\(rows)")

    for (name, command, reason) in [
      ("mine", "true {reference}", "lacks {distorted}"), ("ssim", "true {reference} {distorted}", "ssim"),
      ("mine", "no-such-program-of-ours {reference} {distorted}", "there is no such program"),
    ] {
      let result = try Audit.run(["--metric", name, "--metric-command", command, dataset.path], in: dataset)
      #expect(result.status == 64 && result.errors.contains(reason), "\(command): \(result.errors)")
    }
  }

  /// The pictures' folder is this program's business, not the metric's.
  @Test func aFolderThatCannotBeMadeIsTheDisksFault() throws {
    let dataset = try Pictures.dataset(1)
    let result = try Audit.run(
      try arguments("true {reference} {distorted}", dataset, try Scratch.folder()), in: dataset,
      environment: ["TMPDIR": "/proc/nowhere"])
    #expect(result.status == 74 && result.errors.contains("/proc/nowhere"), "\(result)")
  }
}
