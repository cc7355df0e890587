import Foundation
import Glibc
import Testing

/// The program as it was built, run as a user runs it.
enum Audit {
  /// What a call came to.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The program beside the test bundle.
  static var program: URL {
    let bundle = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("audit")
  }

  /// Runs the program to its end.
  static func run(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Result {
    let (process, files) = try start(arguments, in: folder, environment: environment)
    process.waitUntilExit()
    func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    defer { try? FileManager.default.removeItem(at: files) }
    return Result(
      status: process.terminationStatus, output: text(files.appendingPathComponent("out")),
      errors: text(files.appendingPathComponent("err")))
  }

  /// Starts the program, for a limited time; its output goes to files `out` and `err` in a folder of their own.
  static func start(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> (process: Process, files: URL) {
    let files = try Scratch.folder()
    for name in ["out", "err"] {
      try Data().write(to: files.appendingPathComponent(name))
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: files.appendingPathComponent("err"))
    try process.runLimited()
    return (process, files)
  }
}

extension Process {
  /// Starts the program, and kills it, which is an issue, where it does not end in time: several times what the longest
  /// takes on a busy machine.
  func runLimited(seconds: Int = 300) throws {
    try run()
    let command = ([executableURL?.lastPathComponent ?? ""] + (arguments ?? [])).joined(separator: " ")
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
      guard let self, isRunning else { return }
      Issue.record("was killed, since it had not ended after \(seconds) seconds: \(command)")
      kill(processIdentifier, SIGKILL)
    }
  }
}

/// Folders that tests work in.
enum Scratch {
  /// A new, empty folder.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
