import ArgumentParser
import AuditRunner

/// `audit merge`: one run from its shards.
struct MergeCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins the shards of a record of any kind into one, with its reports.",
    discussion: """
      EXAMPLES
        audit --metric vmafneg --shard 1/2 -o part1 photographs/
        audit --metric vmafneg --shard 2/2 -o part2 photographs/
        audit merge part1 part2 -o Reports/vmafneg-quick
      """)

  @Argument(help: ArgumentHelp("The folders of all shards of a run.", valueName: "dir"))
  var folders: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the whole run.", valueName: "dir"))
  var output: String

  @Flag(help: "Replace an unfinished run in the output folder.")
  var fresh = false

  @OptionGroup var known: WriteExpectedOptions

  func perform() throws -> Ending {
    let record = try Conclusion(merging: folders, into: output, fresh: fresh)
    try ReportFiles.write(record, to: output)
    try known.write(record)
    Output.lines(ConclusionText.lines(record, folder: output))
    return Ending(of: record)
  }
}
