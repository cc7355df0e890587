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
      if !inputs.isEmpty { reasons.append((.input, unusable("input", inputs.compactMap(\.problem)))) }
      if let why = RunWords.whyNot(run) { reasons.append((run.standing == .failed ? .limitExceeded : .input, why)) }
    case .gate(let gate):
      let failures = record.failures
      let unused = gate.pictures.count { !$0.isUsed }
      if let why = RunWords.whyNot(gate) { reasons.append((gate.standing == .failed ? .limitExceeded : .input, why)) }
      if !failures.isEmpty { reasons.append((.input, unusable("picture", failures, of: unused))) }
    case .losses, .fusion, .demonstration, .evaluation:
      if !record.failures.isEmpty { reasons.append((.input, unusable("input", record.failures))) }
    }
    self.init(reasons)
  }
}

/// How many could not be used, and why the first of them could not.
/// - Parameter count: how many, where one sentence may be of several.
private func unusable(_ noun: String, _ failures: [String], of count: Int? = nil) -> String {
  let first = failures.first.map { (failures.count > 1 ? ", the first: " : ": ") + $0 } ?? ""
  return "\(counted(count ?? failures.count, noun)) could not be used\(first)"
}
