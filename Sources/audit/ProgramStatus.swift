import ArgumentParser
import AuditRunner
import RunStorage
import Scoring

/// The program's exit statuses, after sysexits.h.
enum ProgramStatus: Int32, Comparable {
  /// Done, and within every limit that was asked for.
  case done = 0
  /// A limit given on the command line was exceeded.
  case limitExceeded = 1
  /// Wrong usage.
  case usage = 64
  /// Input that cannot be used.
  case input = 65
  /// A fault of the program.
  case fault = 70
  /// The disk.
  case disk = 74

  /// Where several apply, the later of 0, 1, 65, 74, 70 counts. (Wrong usage ends a command before the others can.)
  private var weight: Int {
    switch self {
    case .done: 0
    case .limitExceeded: 1
    case .input: 2
    case .disk: 3
    case .fault: 4
    case .usage: 5
    }
  }

  static func < (a: ProgramStatus, b: ProgramStatus) -> Bool { a.weight < b.weight }

  init(_ error: AuditError) {
    switch error.kind {
    case .usage: self = .usage
    case .input: self = .input
    case .fault: self = .fault
    case .disk: self = .disk
    }
  }
}

/// A command whose work comes to an ending.
protocol StatusCommand: AsyncParsableCommand {
  /// Does the work.
  func perform() async throws -> Ending
}

extension StatusCommand {
  func run() async throws { try await concluding(perform) }
}

/// Runs a command's body: its ending becomes the program's status, and the reason of a red one the last line on stderr.
func concluding(_ body: () async throws -> Ending) async throws {
  var ending: Ending
  do {
    ending = try await body()
  } catch let error where error is ExitCode || error is CleanExit || error is ValidationError {
    // ArgumentParser's own, and it says what to do with it.
    throw error
  } catch {
    let known = AuditError(error)
    ending = .not(ProgramStatus(known), because: "\(known.kind == .fault ? "a fault of the program: " : "")\(known)")
  }
  if let reason = Output.finish(), ending.status < .disk { ending = .not(.disk, because: reason) }
  guard case .not(let status, let why) = ending else { return }
  StandardError.line("audit: \(why)")
  throw ExitCode(status.rawValue)
}
