import ArgumentParser
import AuditRunner
import Foundation

/// `audit verify`: the pictures of a run scored again.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Scores the pictures of a run again and compares with its record.",
    discussion: """
      Ends with status 65 when a value is not, to the last bit, what the record says.

      EXAMPLES
        audit verify Reports/vmafneg-quick
      """)

  @Argument(help: ArgumentHelp("A run's folder.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("Images in work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    try await concluding {
      let result = try await RunVerification.verify(
        folder, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
      for line in result.unreadable { StandardError.write("audit: \(line)\n") }
      for difference in result.differences {
        let recorded = difference.recorded.map { "\($0)" } ?? "nothing"
        let found = difference.found.map { "\($0)" } ?? "nothing"
        print("\(difference.picture): \(difference.metric) was recorded as \(recorded), is \(found)")
      }
      print(
        "\(result.pictures) pictures, \(result.values) values: "
          + (result.holds
            ? "all as recorded"
            : "\(result.differences.count) differ, \(result.unreadable.count) images cannot be scored"))
      return result.holds ? .done : .input
    }
  }
}
