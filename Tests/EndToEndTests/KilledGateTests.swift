import Foundation
import Glibc
import Testing

/// A gate that is killed leaves no program and no file, whatever kills it and whenever (`Scripts/kill-runs` for more of it).
@Suite("A gate that ends", .serialized) struct KilledGateTests {
  /// What a codec does first: it says that it has begun.
  private static let note = "echo > \"$NOTES/$$\""

  private struct Gate {
    /// In the environment of all that the gate starts, and in the path of its folder for temporary files.
    let marker = "killed-\(UUID().uuidString)"
    let folder: URL
    let temporary: URL
    let notes: URL
    let pictures: URL

    init(pictures: URL) throws {
      self.pictures = pictures
      folder = try Scratch.folder()
      temporary = folder.appendingPathComponent(marker)
      notes = folder.appendingPathComponent("notes")
      for made in [temporary, notes] {
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
      }
      let suite = "name: tiny\ndescription: For the tests.\nladders: [{codec: jpeg, rungs: 5}]\npanel: [psnr]\n"
      try Data("\(suite)attacks: [{attack: none, starts: [reference]}]\n".utf8)
        .write(to: folder.appendingPathComponent("tiny.yml"))
    }

    func arguments(_ codec: String) -> [String] {
      [
        "gate", "--quiet", "--suite", "tiny.yml", "--jobs", "8", "--reference", pictures.path,
        "--baseline", pictures.path,
        "--candidate-codec", "sh -c '\(KilledGateTests.note); \(codec)' {input} {output}",
        "--candidate-decoder", "cp {input} {output}", "--qualities", "1", "-o", "run",
      ]
    }

    var environment: [String: String] {
      ["TMPDIR": temporary.path, "NOTES": notes.path, "KILLED_GATE": marker]
    }

    /// What is left after at most twenty seconds: being killed takes a moment, and a guard looks twice.
    func remains() throws -> [String] {
      var remains: [String] = []
      for _ in 0..<1000 {
        // Not `subpathsOfDirectory`: it throws where a folder is cleared away between its being found and its being read.
        let entries = try #require(FileManager.default.enumerator(atPath: temporary.path))
        remains = entries.allObjects.compactMap { $0 as? String }
        for process in try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap({ Int32($0) }) {
          let known = ["environ", "cmdline"].compactMap {
            FileManager.default.contents(atPath: "/proc/\(process)/\($0)")
          }
          if known.contains(where: { $0.range(of: Data(marker.utf8)) != nil }) {
            remains.append("\(process): \(String(decoding: known.last ?? Data(), as: UTF8.self))")
          }
        }
        if remains.isEmpty { break }
        usleep(20_000)
      }
      return remains
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL], ["sleep 300", "sleep 300 & wait", "setsid sleep 300 & sleep 300"])
  func aSignalLeavesNothingBehind(number: Int32, codec: String) throws {
    // A shell's background jobs, and what they start, ignore Ctrl-C's signal, and so does the program then.
    signal(SIGINT, SIG_DFL)
    let pictures = try Pictures.dataset(8)
    defer { try? FileManager.default.removeItem(at: pictures) }
    for _ in 0..<2 {
      let gate = try Gate(pictures: pictures)
      let (process, files) = try Audit.start(
        gate.arguments(codec), in: gate.folder, environment: gate.environment)
      while process.isRunning, try FileManager.default.contentsOfDirectory(atPath: gate.notes.path).isEmpty {
        usleep(500)
      }
      usleep(.random(in: 0...50_000))
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == number)
      #expect(try gate.remains() == [])
      for folder in [files, gate.folder] { try FileManager.default.removeItem(at: folder) }
    }
  }

  /// Whoever waits for the gate's output to end, as a build server does, does not wait for what it started.
  @Test func anEndIsAnEnd() throws {
    let gate = try Gate(pictures: try Pictures.dataset(2))
    let process = Process()
    process.executableURL = Audit.program
    process.arguments = gate.arguments("setsid sleep 300 & cp \"$0\" \"$1\"")
    process.currentDirectoryURL = gate.folder
    process.environment = ProcessInfo.processInfo.environment.merging(gate.environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.runLimited(seconds: 200)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // Its sides have no rate in common, so nothing is decided.
    #expect(process.terminationStatus == 65, "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: gate.notes.path).count == 2)
    #expect(try gate.remains() == [])
    for folder in [gate.folder, gate.pictures] { try FileManager.default.removeItem(at: folder) }
  }
}
