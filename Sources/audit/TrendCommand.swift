import ArgumentParser
import AuditRecord
import AuditRunner

/// `audit trend`: several runs side by side.
struct TrendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Shows how the median inflation of each attack moved over several runs.",
    discussion: """
      EXAMPLES
        audit trend Reports/2026-10 Reports/2026-11
        audit trend Reports/2026-* --max-rise 1      ends with status 1 when the newest run is more than 1 point worse
      """)

  @Argument(help: ArgumentHelp("Folders of runs of one metric, in any order.", valueName: "dir"))
  var folders: [String]

  @Option(
    help: ArgumentHelp(
      "End with status 1 when a median rose by more than this since the run before.", valueName: "points"))
  var maxRise: Double?

  func validate() throws {
    if let maxRise, !maxRise.isFinite || maxRise < 0 {
      throw ValidationError("--max-rise must be a number of at least 0")
    }
  }

  func run() async throws {
    try await concluding {
      let trend = try RunTrend(folders)
      for (index, run) in trend.runs.enumerated() {
        print(
          "[\(index + 1)] \(run.header.startedAt)  \(run.folder)  \(run.header.metric.id) \(run.header.suite), "
            + "\(run.header.images.count) images, audit \(run.header.toolVersion)")
      }
      print("")
      var table = TextTable(
        [("attack", .left), ("start", .left)] + trend.runs.indices.map { ("[\($0 + 1)]", .right) } + [("rise", .right)])
      for row in trend.rows {
        table.add(
          [row.attack, row.start] + row.inflation.map { $0.map { fixed($0, 1) } ?? "–" }
            + [row.rise.map { fixed($0, 1) } ?? "–"])
      }
      table.lines.forEach { print($0) }
      let worst = trend.rows.compactMap(\.rise).max() ?? 0
      guard let maxRise, worst > maxRise else { return .done }
      print("\nA median rose by \(fixed(worst, 1)); the limit is \(fixed(maxRise, 1)).")
      return .limitExceeded
    }
  }
}
