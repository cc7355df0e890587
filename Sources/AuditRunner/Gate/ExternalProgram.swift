import Foundation
import RunStorage
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs a program without a shell, with a limit of time.
///
/// The program leads a process group of its own, and nothing of the group outlives the call: neither what it started and
/// left behind, nor what it started before it had to be stopped. What it says on standard error goes to a file, so that a
/// program left behind cannot keep a pipe, and with it the call, open.
enum ExternalProgram {
  /// Waits for the program to end well.
  /// - Throws: `ExternalProgramError` naming the program and what it said.
  static func run(_ words: [String], timeout: Double) async throws {
    guard let name = words.first else { throw ExternalProgramError(program: "", reason: "no program is named") }
    let said = try SaidFile()
    defer { said.close() }
    guard let status = try await status(of: words, name: name, said: said, timeout: timeout) else {
      throw ExternalProgramError(program: name, reason: "was stopped after \(seconds(timeout))")
    }
    guard status.isSuccess else {
      let last = said.lastLine.map { ": \($0)" } ?? ""
      throw ExternalProgramError(program: name, reason: "ended with \(status)\(last)")
    }
  }

  /// A limit of time in words.
  static func seconds(_ timeout: Double) -> String {
    timeout == timeout.rounded() && timeout < 1e9 ? "\(Int(timeout)) seconds" : "\(timeout) seconds"
  }

  /// How the program ended; nil when it had to be stopped.
  private static func status(
    of words: [String], name: String, said: SaidFile, timeout: Double
  ) async throws -> TerminationStatus? {
    let executable: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    var platform = PlatformOptions()
    platform.processGroupID = 0
    platform.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
    let options = platform
    let leader = Leader()
    // A leader that obeys ends before those of its group that do not.
    defer { leader.stopGroup() }
    return try await withThrowingTaskGroup { group in
      group.addTask { () -> TerminationStatus? in
        do {
          return try await Subprocess.run(
            executable, arguments: Arguments(Array(words.dropFirst())), platformOptions: options, input: .none,
            output: .discarded, error: .fileDescriptor(said.file, closeAfterSpawningProcess: false)
          ) { execution in
            leader.began(execution.processIdentifier.value)
          }.terminationStatus
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
  }

  /// The program that leads a group, once it has begun.
  private final class Leader: Sendable {
    private let process = Mutex<Int32?>(nil)

    func began(_ identifier: Int32) {
      process.withLock { $0 = identifier }
      Leftovers.add(group: identifier)
    }

    func stopGroup() {
      if let identifier = process.withLock({ $0 }) { Leftovers.stop(group: identifier) }
    }
  }

  /// What a program says on standard error: a file without a name.
  private struct SaidFile: Sendable {
    let file: FileDescriptor
    /// How much of its end is looked at.
    private static let length = 4096

    init() throws {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
      do {
        file = try FileDescriptor.open(
          path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw AuditError.disk("\(path): \(error)")
      }
    }

    func close() { try? file.close() }

    /// Its last line that is not empty.
    var lastLine: String? {
      guard let end = try? file.seek(offset: 0, from: .end) else { return nil }
      var bytes = [UInt8](repeating: 0, count: Self.length)
      let start = max(0, end - Int64(Self.length))
      let count = (try? bytes.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: start, into: $0) }) ?? 0
      let text = String(decoding: bytes.prefix(count), as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }
  }
}

/// Why an external program did not do what it was asked.
struct ExternalProgramError: Error, CustomStringConvertible {
  let program: String
  let reason: String
  var description: String { "\(program): \(reason)" }
}
