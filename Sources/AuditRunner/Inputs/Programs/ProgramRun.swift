import Foundation
import Synchronization

/// Runs a program without a shell and waits for it where it is called.
///
/// Metrics are evaluated synchronously, on the threads that also carry asynchronous work. A task that waited for the
/// program there could find no thread left to run on, so this waits without one (`ExternalProgram` is for asynchronous
/// callers).
enum WaitedProgram {
  /// What the program prints.
  /// - Throws: `WaitedProgramError` naming the program and what went wrong.
  static func output(of words: [String], timeout: Double) throws(WaitedProgramError) -> String {
    guard let name = words.first, let path = executable(name) else {
      throw WaitedProgramError(reason: "\(words.first ?? ""): there is no such program")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(words.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch {
      throw WaitedProgramError(reason: "\(name): cannot be started: \(error.localizedDescription)")
    }
    // Foundation lets each program lead a process group of its own.
    let guardian = Guardian(process.processIdentifier)
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout) { guardian.stop() }
    let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    if guardian.end() {
      throw WaitedProgramError(reason: "\(name): was stopped after \(ExternalProgram.seconds(timeout))")
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let how = process.terminationReason == .exit ? "status" : "signal"
      throw WaitedProgramError(reason: "\(name): ended with \(how) \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The program that a name means: a path as it is, else the first of `PATH` that can be run.
  private static func executable(_ name: String) -> String? {
    let files = FileManager.default
    if name.contains("/") { return files.isExecutableFile(atPath: name) ? name : nil }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { files.isExecutableFile(atPath: $0) }
  }

  /// Stops a program that takes too long with all that it started, and whatever it left behind once it is over.
  private final class Guardian: Sendable {
    private struct State {
      var isOver = false
      var hasStopped = false
    }

    private let process: Int32
    private let state = Mutex(State())

    init(_ process: Int32) {
      self.process = process
      Leftovers.add(group: process)
    }

    func stop() {
      state.withLock { state in
        guard !state.isOver else { return }
        state.hasStopped = true
        Leftovers.stop(group: process)
      }
    }

    /// The program has ended; whether it was stopped.
    func end() -> Bool {
      state.withLock { state in
        state.isOver = true
        Leftovers.stop(group: process)
        return state.hasStopped
      }
    }
  }
}

/// Why a program that was waited for gave nothing.
struct WaitedProgramError: Error {
  let reason: String
}
