import ArgumentParser
import AuditRunner
import LearnedCodec

/// `audit codec average`: the mean of several tuned halves.
struct CodecAverageCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "average",
    abstract: "Averages fine-tunings that differ only in their seed.",
    discussion: """
      What trainings on other crops share stays, and what they differ in shrinks.

      EXAMPLE
        audit codec average one/model.checkpoint two/model.checkpoint \\
          three/model.checkpoint -o mean.checkpoint
      """)

  @Argument(help: "Checkpoints of one half, at least two: bundled names or files.")
  var checkpoints: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The checkpoint to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("What they were tuned from.", valueName: "name"))
  var base = "base"

  func validate() throws {
    guard checkpoints.count > 1 else { throw ValidationError("a mean needs at least two checkpoints") }
  }

  func perform() throws -> Ending {
    let part = try CodecAverage.write(checkpoints, base: base, to: output)
    Output.line("Wrote \(output): the mean of \(checkpoints.count) \(part.rawValue)s")
    return .done
  }
}
