import ArgumentParser
import AuditRecord
import AuditRunner
import Reporting

/// `audit trend`: several runs side by side.
struct TrendCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Shows how the median inflation of each attack moved over several runs.",
    discussion: """
      EXAMPLES
        audit trend Reports/2026-10 Reports/2026-11
        audit trend Reports/2026-* --max-rise 1   # status 1 when one rose by more
      """)

  @Argument(help: ArgumentHelp("Folders of runs of one metric, in any order.", valueName: "dir"))
  var folders: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "End with status 1 when a median rose by more than this since the run before.", valueName: "points"))
  var maxRise: Double?

  func validate() throws {
    if let maxRise, !maxRise.isFinite || maxRise < 0 {
      throw ValidationError("--max-rise must be a number of at least 0")
    }
  }

  func perform() throws -> Ending {
    let trend = try RunTrend(folders)
    let metric = trend.runs[0].header.metric
    let unit = metric.unit.isEmpty ? "" : " \(metric.unit)"
    for (index, run) in trend.runs.enumerated() {
      Output.line(
        "[\(index + 1)] \(run.header.startedAt)  \(run.folder)  \(run.header.metric.id) \(run.header.suite), "
          + "\(counted(run.header.images.count, "image")), audit \(run.header.toolVersion)"
      )
    }
    for note in trend.notes { Output.line("note: \(note)") }
    for run in trend.unfinished { Output.line("◆ \(run.folder): \(UnfinishedWords.sentence(run.state))") }
    Output.lines(["", "Median inflation\(metric.unit.isEmpty ? "" : ", \(metric.unit) of \(metric.title)")"])
    var table = TextTable(
      [("attack", .left), ("start", .left)] + trend.runs.indices.map { ("[\($0 + 1)]", .right) } + [("rise", .right)])
    for row in trend.rows {
      table.add(
        [row.attack, row.start] + row.inflation.map { $0.map { NumberText.fixed($0, metric.decimals) } ?? "–" }
          + [row.rise.map { NumberText.fixed($0, metric.decimals) } ?? "–"])
    }
    Output.lines(table.lines)
    let worst = trend.rows.compactMap(\.rise).max()
    var reasons = trend.unfinished.map { run in
      (status: ProgramStatus.input, why: "\(run.folder) \(run.state)")
    }
    if maxRise != nil, worst == nil {
      let why = "no attack has a median in the last run and in the one before, so no rise can be held to the limit"
      reasons.append((.input, "not decided: \(why)"))
    }
    if let maxRise, let worst, worst > maxRise {
      let row = trend.rows.first { $0.rise == worst }
      reasons.append(
        (
          .limitExceeded,
          "failed: the median of \(row?.attack ?? "an attack") from \(row?.start ?? "its start") rose by \(plain(worst))"
            + "\(unit); the limit is \(plain(maxRise))\(unit)"
        ))
    }
    return Ending(reasons)
  }
}
