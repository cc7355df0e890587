import AuditRecord
import Foundation
import Glibc
import QualityMetrics
import Raster
import RunStorage
import TestSupport
import Testing

@testable import AuditRunner

@Suite("What a gate takes in") struct GateInputTests {
  @Test func templatesAreSplitAsAShellWouldAndFilledAfterwards() throws {
    let codec = try CodecCommand(
      encoder: #"enc "a b" 'c\d' e\ f {input} -q {q} -o {output}"#, decoder: "dec {input} {output}", qualities: ["5"])
    #expect(codec.encoder == ["enc", "a b", #"c\d"#, "e f", "{input}", "-q", "{q}", "-o", "{output}"])
    let words = CodecCommand.filled(codec.encoder, input: "/x y/{q}.png", output: "o", quality: "5")
    #expect(words.suffix(5) == ["/x y/{q}.png", "-q", "5", "-o", "o"])
  }

  @Test(arguments: [
    ("enc 'open {input} {output}", ["1"]), ("enc {input}", ["1"]), ("", ["1"]), ("enc {input} {output}", ["1", "2"]),
    ("enc {input} {output}", []), ("enc {q} {input} {output}", ["1", "1"]),
  ]) func badTemplatesAreUsageErrors(encoder: String, qualities: [String]) {
    #expect {
      _ = try CodecCommand(encoder: encoder, decoder: "dec {input} {output}", qualities: qualities)
    } throws: { error in
      (error as? AuditError)?.kind == .usage
    }
  }

  static func image(_ width: Int = 64, _ height: Int = 48, _ sample: (Int, Int) -> Double) -> RGBImage {
    let samples = (0..<height).flatMap { y in
      (0..<width).map { x in UInt16(min(max(sample(x, y).rounded(), 0), 255)) }
    }
    let plane = Plane(width: width, height: height, samples: samples)
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
  }

  static func texture(_ x: Int, _ y: Int) -> Double { Double((x * 37 + y * 101 + x * y * 7) % 256) }

  @Test func theProtocolsHolesAreRefused() throws {
    let reference = Self.image(64, 48, Self.texture)
    #expect(GateProtocol.violation(reference: reference, decoded: reference) == nil)
    let noisy = Self.image { Self.texture($0, $1) + Double(($0 + $1) % 5) - 2 }
    #expect(GateProtocol.violation(reference: reference, decoded: noisy) == nil)

    let narrowed = Self.image { 16 + 219.0 / 255 * Self.texture($0, $1) }
    #expect(try #require(GateProtocol.violation(reference: reference, decoded: narrowed)).contains("range"))
    #expect(try #require(GateProtocol.violation(reference: narrowed, decoded: reference)).contains("range"))

    let smaller = Self.image(60, 48, Self.texture)
    #expect(try #require(GateProtocol.violation(reference: reference, decoded: smaller)).contains("60×48"))

    func padded(_ shift: Double) -> RGBImage {
      Self.image { x, y in
        (8..<56).contains(x) && (8..<40).contains(y) ? Self.texture(x, y) + shift : 0
      }
    }
    #expect(try #require(GateProtocol.violation(reference: padded(0), decoded: padded(1))).contains("border"))
    // A flat border of the original alone is the picture's own business: nothing was padded on both.
    #expect(GateProtocol.violation(reference: padded(0), decoded: noisy) == nil)
  }

  @Test func aTableOfSizesNamesItsFaults() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/sizes.csv"
    func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    try write("\u{FEFF}image,bytes,rate,side\r\n\"a, b.png\",12,30,baseline\r\nc.png,9,30,candidate\r\n")
    let table = try SizeTable(path: path)
    #expect(table.bytes(side: .baseline, rate: "30", stem: "a, b") == 12)
    #expect(table.bytes(side: .candidate, rate: "30", stem: "c") == 9)
    #expect(table.bytes(side: .candidate, rate: "40", stem: "c") == nil)

    for (text, reason) in [
      ("image,bytes,rate\n", "no column side"), ("image,bytes,rate,side\na,0,1,baseline\n", ":2: bytes"),
      ("image,bytes,rate,side\na,1,1,other\n", ":2: side"), ("image,bytes,rate,side\na,1,1\n", ":2: has 3 cells"),
      ("image,bytes,rate,side\na,1,1,baseline\na,2,1,baseline\n", ":3: names"),
    ] {
      try write(text)
      #expect {
        _ = try SizeTable(path: path)
      } throws: { error in
        "\(error)".hasPrefix(path) && "\(error)".contains(reason)
      }
    }
  }
}

@Suite("Bitstreams beside pictures") struct BitstreamSizesTests {
  /// One other file of the name is the bitstream; none or several are not, and neither is a lossless picture.
  @Test func theOnlyOtherFileOfTheNameCounts() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sizes = [
      "a.png": 900, "a.bin": 11, "b.png": 900, "c.png": 900, "c.bin": 1, "c.obu": 2, "d.jpg": 12, "e.png": 900,
      "e.webp": 13, "f.png": 900, "f.tif": 800,
    ]
    for (name, size) in sizes { try Data(count: size).write(to: folder.appendingPathComponent(name)) }
    var beside = BitstreamSizes()
    func size(_ name: String) -> Int? { beside.size(beside: folder.appendingPathComponent(name).path) }
    #expect(size("a.png") == 11 && size("d.jpg") == 12 && size("e.png") == 13)
    #expect(size("b.png") == nil && size("c.png") == nil && size("f.png") == nil)
    // The folder was listed once: what comes later is not seen.
    try Data(count: 5).write(to: folder.appendingPathComponent("b.bin"))
    #expect(size("b.png") == nil)
    #expect(beside.size(beside: "/no such folder/a.png") == nil)
  }
}

@Suite("A codec that is another program") struct ExternalProgramTests {
  @Test func aProgramThatFailsSaysWhy() async {
    await #expect {
      try await ExternalProgram.run(["sh", "-c", "echo no such quality >&2; exit 3"], timeout: 10)
    } throws: { "\($0)".contains("no such quality") && "\($0)".contains("3") }
    await #expect {
      try await ExternalProgram.run(["no-such-program-anywhere"], timeout: 10)
    } throws: { "\($0)".contains("no-such-program-anywhere") }
  }

  @Test func aProgramThatHangsIsStopped() async {
    // Left alone it would succeed after a minute. No clock here: a busy machine is slow to start and to stop anything.
    await #expect {
      try await ExternalProgram.run(["sleep", "60"], timeout: 0.3)
    } throws: { "\($0)".contains("stopped") }
  }

  /// Whether a process is there and has not ended.
  private static func isRunning(_ process: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
    return !status.contains(") Z ")
  }

  /// Waits until a process has ended: being killed takes a moment.
  private static func hasEnded(_ process: Int32) async throws -> Bool {
    for _ in 0..<500 {
      if !isRunning(process) { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  private static func withNote(_ body: (_ note: String, _ process: () throws -> Int32) async throws -> Void)
    async throws
  {
    let note = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: note) }
    try await body(note) {
      let text = try String(contentsOfFile: note, encoding: .utf8)
      return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }

  @Test func whatAStoppedProgramHadStartedIsStoppedToo() async throws {
    try await Self.withNote { note, process in
      // Its child does not even listen to SIGTERM.
      let script = "(trap '' TERM; sleep 300) & echo $! > '\(note)'; wait"
      await #expect {
        try await ExternalProgram.run(["sh", "-c", script], timeout: 1)
      } throws: { "\($0)".contains("stopped after 1 seconds") }
      let child = try process()
      #expect(try await Self.hasEnded(child))
    }
  }

  @Test func whatAProgramLeavesBehindIsStoppedAndNotWaitedFor() async throws {
    try await Self.withNote { note, process in
      try await ExternalProgram.run(["sh", "-c", "sleep 300 & echo $! > '\(note)'"], timeout: 200)
      let child = try process()
      #expect(try await Self.hasEnded(child))
    }
    // One that has left the group holds standard error open, and the call does not wait for it either.
    try await Self.withNote { note, process in
      try await ExternalProgram.run(
        [
          "sh", "-c",
          "setsid sh -c 'echo $$ > \"\(note)\"; exec sleep 60' & while [ ! -s '\(note)' ]; do sleep 0.1; done",
        ],
        timeout: 200)
      let child = try process()
      #expect(Self.isRunning(child))
      kill(child, SIGKILL)
    }
  }

  @Test func aMetricsProgramIsStoppedWithWhatItStarted() async throws {
    try await Self.withNote { note, process in
      #expect {
        try WaitedProgram.output(of: ["sh", "-c", "sleep 300 & echo $! > '\(note)'; wait"], timeout: 1)
      } throws: { "\($0)".contains("stopped after 1 seconds") }
      let child = try process()
      #expect(try await Self.hasEnded(child))
    }
  }

  @Test func aProgramMaySayALot() async throws {
    let script = "i=0; while [ $i -lt 20000 ]; do echo a line of many; i=$((i+1)); done >&2; echo the end >&2; exit 4"
    await #expect {
      try await ExternalProgram.run(["sh", "-c", script], timeout: 100)
    } throws: { "\($0)".contains("4") && "\($0)".hasSuffix("the end") }
  }

  @Test func noShellIsInvolved() async throws {
    // A shell would expand the variable and the test would succeed.
    await #expect { try await ExternalProgram.run(["test", "$HOME", "=", "x"], timeout: 10) } throws: { _ in true }
    try await ExternalProgram.run(["test", "$HOME", "=", "$HOME"], timeout: 10)
  }
}
