import ArgumentParser
import AuditRunner
import Reporting

/// `audit verify`: the pictures of a run or a gate scored again.
struct VerifyCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Holds a record of any kind against itself: scores its pictures again, judges and concludes again.",
    discussion: """
      Pictures are kept by audits and gates. Ends with status 65 when anything is not, to the last bit, what the record \
      says, and when there is nothing to verify.

      EXAMPLES
        audit verify Reports/vmafneg-quick
        audit verify Reports/vmafneg-gate
      """)

  @Argument(help: ArgumentHelp("A run's or a gate's folder.", valueName: "dir"))
  var folder: String

  @OptionGroup var jobs: JobOptions

  private func faults(_ result: RunVerification) -> String {
    var faults: [String] = []
    if !result.differences.isEmpty { faults.append("\(result.differences.count) differ") }
    if !result.unreadable.isEmpty { faults.append("\(counted(result.unreadable.count, "image")) cannot be scored") }
    if !result.contradictions.isEmpty {
      faults.append("\(counted(result.contradictions.count, "conclusion")) not what the values give")
    }
    return faults.joined(separator: ", ")
  }

  func perform() async throws -> Ending {
    let result = try await RunVerification.verify(
      folder, jobs: jobs.count)
    for line in result.unreadable { StandardError.line("audit: \(line)") }
    for line in result.notKept { Output.line("not kept: \(line)") }
    Output.lines(result.contradictions)
    for difference in result.differences {
      let recorded = difference.recorded.map { "\($0)" } ?? "nothing"
      let found = difference.found.map { "\($0)" } ?? "nothing"
      Output.line("\(difference.picture): \(difference.metric) was recorded as \(recorded), is \(found)")
    }
    Output.line(
      "\(counted(result.pictures, "picture")), \(counted(result.values, "value")), "
        + "\(counted(result.judgements, "judgement")): "
        + (result.holds ? "all as recorded" : faults(result)))
    if let unfinished = result.unfinished { return .not(.input, because: "the record \(unfinished)") }
    return result.holds ? .done : .not(.input, because: "not as recorded: \(faults(result))")
  }
}
