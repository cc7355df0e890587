import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs a program without a shell, with a limit of time.
enum ExternalProgram {
  /// Waits for the program to end well.
  /// - Throws: `ExternalProgramError` naming the program and what it said.
  static func run(_ words: [String], timeout: Double) async throws {
    guard let name = words.first else { throw ExternalProgramError(program: "", reason: "no program is named") }
    let executable: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    var platform = PlatformOptions()
    platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    let options = platform
    let finished: (status: TerminationStatus, said: String)? = try await withThrowingTaskGroup { group in
      group.addTask { () -> (status: TerminationStatus, said: String)? in
        do {
          let result = try await Subprocess.run(
            executable, arguments: Arguments(Array(words.dropFirst())), platformOptions: options, input: .none,
            output: .discarded, error: .string(limit: 64 * 1024))
          return (result.terminationStatus, result.standardError)
        } catch is CancellationError {
          return nil
        } catch {
          throw ExternalProgramError(program: name, reason: "\(error)")
        }
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(timeout))
        return nil
      }
      let first = try await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let finished else {
      throw ExternalProgramError(program: name, reason: "was stopped after \(Int(timeout)) seconds")
    }
    guard finished.status.isSuccess else {
      let last = finished.said.split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw ExternalProgramError(program: name, reason: "ended with \(finished.status)\(last)")
    }
  }
}

/// Why an external program did not do what it was asked.
struct ExternalProgramError: Error, CustomStringConvertible {
  let program: String
  let reason: String
  var description: String { "\(program): \(reason)" }
}
