import ArgumentParser
import Foundation
import ImageFiles
import RunStorage
import Testing

@testable import audit

@Suite("Exit statuses") struct StatusTests {
  private struct Surprise: Error {}

  private func status(_ error: any Error) async -> Int32? {
    do {
      try await concluding { throw error }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return nil
    }
  }

  @Test func anErrorThatNobodyExpectedIsAFault() async {
    #expect(await status(Surprise()) == 70)
    #expect(await status(CancellationError()) == 70)
    #expect(await status(ImageFileError(file: "a.png", reason: "is empty")) == 65)
    #expect(await status(AuditError.disk("full")) == 74)
    // ArgumentParser's own pass.
    #expect(await status(ExitCode(3)) == 3)
    #expect(await status(ValidationError("no")) == nil)
  }

  /// The shell opens the device for us; the output of both is held back and fails when it is written at the end.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"), arguments: ["text", "json"])
  func aFullDiskUnderStandardOutputIs74(format: String) throws {
    let process = Process()
    process.executableURL = Audit.program
    process.arguments = ["list", "metrics", "--format", format]
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    let errors = Pipe()
    process.standardError = errors
    try process.runLimited()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(text.contains("standard output"))
  }

  /// `audit list … | head`: what is left to write, much or little, was not wanted.
  @Test(arguments: ["metrics", "attacks", "suites"]) func aReaderThatWentAwayIsNoFailure(subject: String) throws {
    let process = Process()
    process.executableURL = Audit.program
    process.arguments = ["list", subject, "--format", "json"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try output.fileHandleForReading.close()
    try process.runLimited()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && text.isEmpty, "\(text)")
  }

  @Test func anUnknownSubcommandIsNamed() throws {
    let folder = try Scratch.folder()
    let result = try Audit.run(["frobnicate", "--metric", "vmafneg"], in: folder)
    #expect(result.status == 64)
    #expect(result.errors.contains("no subcommand \"frobnicate\"") && result.errors.contains("fusion"))
    // A path is a dataset of `run`: the folder is empty.
    let dataset = try Audit.run([folder.path, "--metric", "vmafneg"], in: folder)
    #expect(dataset.status == 65)
    #expect(try Audit.run(["help", "score"], in: folder).status == 0)
  }

  @Test func anAttackDoesNotOverwriteItsInput() throws {
    let dataset = try Pictures.dataset(1)
    let input = dataset.appendingPathComponent("a.png")
    let link = dataset.appendingPathComponent("link.png")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "a.png")
    let before = try Data(contentsOf: input)
    for output in ["a.png", "./a.png", link.path] {
      let result = try Audit.run(
        ["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "-o", output], in: dataset)
      #expect(result.status == 64 && result.errors.contains("not overwritten"))
    }
    let start = try Audit.run(
      [
        "attack", "a.png", "--metric", "vmafneg", "--attack", "none", "--start", "link.png", "-o", "link.png",
      ], in: dataset)
    #expect(start.status == 64)
    #expect(try Data(contentsOf: input) == before)
    let other = ["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "-o", "out.png"]
    #expect(try Audit.run(other, in: dataset).status == 0)
    #expect(try Audit.run(other, in: dataset).status == 0, "an earlier output may be replaced")
  }
}
