import Testing

@testable import AuditRunner

@Suite("The number that a metric's program prints") struct PrintedNumberTests {
  @Test(arguments: [
    ("26.2762", 26.2762), ("score: 26.3\n", 26.3), ("psnr_y = -1.5e-3", -0.0015), ("{\"ssimulacra2\": 78.1}", 78.1),
    ("\n[+4.]\n\n", 4), ("VMAF_v0.6.1 93", 93), ("metric  value  unit\npsnr  .5  dB\n", 0.5),
    ("Computing k.png done\nscore=12", 12),
  ]) func oneDecimalNumberIsRead(text: String, number: Double) {
    #expect(PrintedNumber(text) == .number(number))
  }

  @Test(arguments: [
    "26,2762", "1,234.5", "frame 7 PSNR: 26.3dB", "score: 26.3 [out @ 0x55d4c0]", "score: 26.3 (took 3 s)",
    "{\"score\": 26.3, \"frames\": 1, \"version\": \"3.0.0\"}", "30.1\n29.5\n28.8", "26.3\nDone in 2.1 s", "26.3/30",
    "2026-11-30 26.3", "psnr: nan (3 frames)", "{\"score\": null, \"frames\": 1}", "score: None (1 frame)",
    "-inf\nframes 3", "score: N/A frames: 1", "26.3 nan",
  ]) func severalCandidatesAreNotChosenFrom(text: String) {
    switch PrintedNumber(text) {
    case .several(let candidates, let line): #expect(candidates.count > 1 && text.contains(line))
    case .unclear(_, let line): #expect(text.contains(line))
    case .number, .nothing: Issue.record("\(text) is taken for a number")
    }
  }

  @Test(arguments: [
    "26.3dB", "26.3%", "0x1A", "1_000", "3.0.0", "-0x1p3", "2⁵", "score: 1e", "٢٦", "\u{1B}[32m26.3\u{1B}[0m", "1e999",
    "~26", "26·3", "inf", "-Infinity", "nan", "psnr: NaN", "\u{FEFF}26.3", "#26.3", "**26.3**", "`26.3`",
  ]) func whatIsNoPlainNumberIsNotRead(text: String) {
    switch PrintedNumber(text) {
    case .unclear, .several: break
    case .number, .nothing: Issue.record("\(text) is not refused")
    }
  }

  @Test(arguments: ["", "no score", "psnr2:", "finance", "\n\n"]) func noneIsNone(text: String) {
    #expect(PrintedNumber(text) == .nothing)
  }
}
