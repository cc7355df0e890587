import ArgumentParser
import AuditRecord
import AuditRunner
import ImageFiles

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
    case .done: return 0
    case .limitExceeded: return 1
    case .input: return 2
    case .disk: return 3
    case .fault: return 4
    case .usage: return 5
    }
  }

  static func < (a: ProgramStatus, b: ProgramStatus) -> Bool { a.weight < b.weight }

  init(_ error: RunError) {
    switch error {
    case .usage: self = .usage
    case .input: self = .input
    case .fault: self = .fault
    case .disk: self = .disk
    }
  }
}

extension ProgramStatus {
  /// What a whole run ends in: the worst of its cases.
  init(of record: RunRecord) {
    var status = ProgramStatus.done
    for item in record.cases {
      switch item.verdict {
      case .error:
        let isOurs = !item.measurement.key.attack.isEmpty && item.measurement.failure?.outside != true
        status = max(status, isOurs ? .fault : .input)
      case .failed where record.header.limitWasAsked: status = max(status, .limitExceeded)
      default: break
      }
    }
    self = status
  }
}

/// Runs a command's body: its status becomes the program's, its error a line on stderr and a status.
func concluding(_ body: () async throws -> ProgramStatus) async throws {
  var status: ProgramStatus
  do {
    status = try await body()
  } catch let error as RunError {
    StandardError.write("audit: \(error)\n")
    status = ProgramStatus(error)
  } catch let error as SuiteError {
    StandardError.write("audit: \(error)\n")
    status = error.isUnknownName ? .usage : .input
  } catch let error as DatasetError {
    StandardError.write("audit: \(error)\n")
    status = .input
  } catch let error as StartSpecError {
    StandardError.write("audit: \(error)\n")
    status = .usage
  } catch let error as ImageFileError {
    StandardError.write("audit: \(error)\n")
    status = error.isDisk ? .disk : .input
  } catch let error where error is ExitCode || error is CleanExit || error is ValidationError {
    // ArgumentParser's own, and it says what to do with it.
    throw error
  } catch {
    StandardError.write("audit: a fault of the program: \(error)\n")
    status = .fault
  }
  status = max(status, Output.finish())
  if status != .done { throw ExitCode(status.rawValue) }
}
