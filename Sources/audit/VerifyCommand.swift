import ArgumentParser
import AuditRunner

/// `audit verify`: the pictures of a run or a gate scored again.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Scores the pictures of a run or a gate again and compares with its record.",
    discussion: """
      Of a gate the verdict is checked, too, against the recorded values. Ends with status 65 when anything is not, to the \
      last bit, what the record says.

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
    if !result.contradictions.isEmpty { faults.append("the verdict is not what the values give") }
    return faults.joined(separator: ", ")
  }

  func run() async throws {
    try await concluding {
      let result = try await RunVerification.verify(
        folder, jobs: jobs.count)
      for line in result.unreadable { StandardError.write("audit: \(line)\n") }
      for line in result.notKept { print("not kept: \(line)") }
      for line in result.contradictions { print(line) }
      for difference in result.differences {
        let recorded = difference.recorded.map { "\($0)" } ?? "nothing"
        let found = difference.found.map { "\($0)" } ?? "nothing"
        print("\(difference.picture): \(difference.metric) was recorded as \(recorded), is \(found)")
      }
      print(
        "\(counted(result.pictures, "picture")), \(counted(result.values, "value")): "
          + (result.holds ? "all as recorded" : faults(result)))
      return result.holds ? .done : .input
    }
  }
}
