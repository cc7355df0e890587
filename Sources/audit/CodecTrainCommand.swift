import ArgumentParser
import AuditRunner
import CodecLab

/// `audit codec train`: base training.
struct CodecTrainCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a codec on rate and squared error.",
    discussion: """
      The output folder holds state.bin, log.csv and, at the end, model.checkpoint. The same command resumes a training \
      that was ended before its time.

      EXAMPLES
        audit codec train photographs/ -o training/
        audit codec train photographs/ -o training/ --stop-after 110
        audit codec train photographs/ -o continued/ \\
          --checkpoint training/model.checkpoint --learning-rate 2e-4
      """)

  @Argument(help: "Folders and files with photographs.")
  var dataset: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for state, log and checkpoint.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("A finished checkpoint to go on from with a new schedule.", valueName: "name"))
  var checkpoint: String?

  @Option(help: ArgumentHelp("Steps in all.", valueName: "n"))
  var steps = BaseTrainingOptions().steps

  @Option(help: ArgumentHelp("Ends after this step; the schedule stays that of --steps.", valueName: "n"))
  var stopAfter: Int?

  @Option(help: ArgumentHelp("Crops a step.", valueName: "n"))
  var batch = BaseTrainingOptions().batch

  @Option(help: ArgumentHelp("Side of a crop, a multiple of 8.", valueName: "pixels"))
  var crop = BaseTrainingOptions().crop

  @Option(help: ArgumentHelp("The largest learning rate.", valueName: "x"))
  var learningRate = BaseTrainingOptions().peakRate

  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed = BaseTrainingOptions().seed

  @Option(help: ArgumentHelp("1, or more for as many threads as there are cores.", valueName: "n"))
  var jobs = 2

  @OptionGroup var verbosity: ProgressOptions

  func validate() throws {
    guard steps > 0, batch > 0, jobs > 0 else { throw ValidationError("--steps, --batch and --jobs start at 1") }
    guard crop > 0, crop % 8 == 0 else { throw ValidationError("--crop must be a multiple of 8") }
    guard learningRate > 0, learningRate.isFinite else { throw ValidationError("--learning-rate must be above 0") }
  }

  func perform() throws -> Ending {
    var options = BaseTrainingOptions()
    options.steps = steps
    options.batch = batch
    options.crop = crop
    options.peakRate = learningRate
    options.seed = seed
    let progress = verbosity.progress()
    let path = try CodecTraining.run(
      on: dataset, into: output, from: checkpoint, options: options, stopAfter: stopAfter, jobs: jobs,
      progress: progress.note)
    Output.line(path.map { "Wrote \($0)" } ?? "Stopped; the same command without --stop-after goes on")
    return .done
  }
}
