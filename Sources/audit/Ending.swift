import AuditRunner
import Reporting
import Scoring

/// What a command comes to. One that does not end in 0 says why: there is no red exit without a last line.
enum Ending: Equatable {
  case done
  case not(ProgramStatus, because: String)

  /// The exit status.
  var status: ProgramStatus {
    switch self {
    case .done: .done
    case .not(let status, _): status
    }
  }

  /// Several reasons: the gravest decides the status and stands first.
  init(_ reasons: [(status: ProgramStatus, why: String)]) {
    let sorted = reasons.enumerated().sorted { a, b in
      a.element.status == b.element.status ? a.offset < b.offset : a.element.status > b.element.status
    }.map(\.element)
    guard let gravest = sorted.first else {
      self = .done
      return
    }
    self = .not(gravest.status, because: sorted.map(\.why).joined(separator: "; "))
  }
}

extension Ending {
  /// What a whole record ends in.
  init(of record: Conclusion) {
    var reasons: [(status: ProgramStatus, why: String)] = []
    if let unfinished = record.unfinished { reasons.append((.input, UnfinishedWords.sentence(unfinished))) }
    switch record {
    case .audit(let run):
      let errors = run.cases.filter { $0.standing(in: run.header) == .error }
      let inputs = errors.filter { [.input, .outside].contains($0.measurement.failure?.kind) }
      let faults = errors.count - inputs.count
      if faults > 0 { reasons.append((.fault, "\(counted(faults, "case")) ended by a fault of the program")) }
      if !inputs.isEmpty { reasons.append((.input, "\(counted(inputs.count, "input")) could not be used")) }
      if let why = RunWords.whyNot(run) { reasons.append((run.standing == .failed ? .limitExceeded : .input, why)) }
    case .gate(let gate):
      let failures = gate.pictures.count { $0.failure != nil }
      if let why = RunWords.whyNot(gate) { reasons.append((gate.standing == .failed ? .limitExceeded : .input, why)) }
      if failures > 0 { reasons.append((.input, "\(counted(failures, "picture")) could not be used")) }
    case .losses, .fusion, .demonstration, .evaluation:
      let failures = record.failures.count
      if failures > 0 { reasons.append((.input, "\(counted(failures, "input")) could not be used")) }
    }
    self.init(reasons)
  }
}
