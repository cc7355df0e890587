import ArgumentParser
import AuditRunner
import CodecLab
import LearnedCodec
import Losses

/// `audit codec finetune`: trains one half on with a loss.
struct CodecFineTuneCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "finetune",
    abstract: "Trains the decoder or the encoder on, with any loss.",
    discussion: """
      EXAMPLES
        audit codec finetune photographs/ --part decoder --loss naive -o naive/
        audit codec finetune photographs/ --part decoder --loss robust \\
          --fidelity 1 -o robust/
      """)

  @Argument(help: "Folders and files with photographs.")
  var dataset: [String]

  @Option(help: "The half that moves.")
  var part: CodecPart

  @Option(help: "The loss.")
  var loss: LossName

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for state, log and checkpoint.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("The checkpoint to begin from.", valueName: "name"))
  var checkpoint = "base"

  @Option(help: ArgumentHelp("Steps.", valueName: "n"))
  var steps = FineTuningOptions(part: .decoder).steps

  @Option(help: ArgumentHelp("Crops a step.", valueName: "n"))
  var batch = FineTuningOptions(part: .decoder).batch

  @Option(help: ArgumentHelp("Side of a crop, a multiple of 8; msssim and robust need 168.", valueName: "pixels"))
  var crop = FineTuningOptions(part: .decoder).crop

  @Option(help: ArgumentHelp("The largest learning rate.", valueName: "x"))
  var learningRate = FineTuningOptions(part: .decoder).peakRate

  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed = FineTuningOptions(part: .decoder).seed

  @Option(help: CodecFineTuneCommand.weight("decibel of luma's squared error", \.lumaDecibel))
  var lumaDecibel: Double?

  @Option(help: CodecFineTuneCommand.weight("decibel of luma's low-passed error", \.coarseDecibel))
  var coarseDecibel: Double?

  @Option(help: CodecFineTuneCommand.weight("decibel of chroma's squared error", \.chromaDecibel))
  var chromaDecibel: Double?

  @Option(help: CodecFineTuneCommand.weight("decibel of 1 − MS-SSIM", \.structureDecibel))
  var structureDecibel: Double?

  @Option(help: ArgumentHelp("robust: points for each squared code value of error.", valueName: "points"))
  var fidelity = RobustLoss.Weights.standard.fidelity

  @Option(help: ArgumentHelp("robust: points for each 0.01 of MS-SSIM.", valueName: "points"))
  var structure = RobustLoss.Weights.standard.structure

  @Option(help: ArgumentHelp("robust: points for each squared code value above the base's error.", valueName: "points"))
  var hinge = RobustLoss.Weights.standard.hinge

  @Option(help: CodecFineTuneCommand.weight("squared code value between chroma and the base's", \.chromaAnchor))
  var chromaAnchor: Double?

  @Option(help: ArgumentHelp("robust: share of the reversed score, 0 to 1.", valueName: "share"))
  var reversed = RobustLoss.Weights.standard.reversed

  @Flag(help: "robust: leave out features that the fusion rewards for falling.")
  var monotone = false

  @Flag(help: "Writes the whole model, as a base of its own, instead of the tuned half.")
  var whole = false

  @Option(help: ArgumentHelp("1, or more for as many threads as there are cores.", valueName: "n"))
  var jobs = 2

  @OptionGroup var verbosity: ProgressOptions

  func validate() throws {
    guard steps > 0, batch > 0, jobs > 0 else { throw ValidationError("--steps, --batch and --jobs start at 1") }
    guard crop > 0, crop % 8 == 0 else { throw ValidationError("--crop must be a multiple of 8") }
    guard learningRate > 0, learningRate.isFinite else { throw ValidationError("--learning-rate must be above 0") }
    let chosen = robustWeights
    let weights = [
      chosen.lumaDecibel, chosen.coarseDecibel, chosen.chromaDecibel, chosen.structureDecibel, fidelity, structure,
      hinge, chosen.chromaAnchor,
    ]
    // A gradient is computed in `Float`: beyond this it may not be finite.
    guard weights.allSatisfy({ (0...1e6).contains($0) }), (0...1).contains(reversed) else {
      throw ValidationError("weights lie between 0 and 1e6, --reversed between 0 and 1")
    }
  }

  func perform() throws -> Ending {
    var options = FineTuningOptions(part: part)
    options.steps = steps
    options.batch = batch
    options.crop = crop
    options.peakRate = learningRate
    options.seed = seed
    let progress = verbosity.progress()
    let path = try CodecFineTuning.run(
      on: dataset, into: output, from: checkpoint, loss: chosenLoss, options: options, wholeModel: whole, jobs: jobs,
      progress: progress.note)
    Output.line("Wrote \(path)")
    return .done
  }

  /// The loss asked for; the robust family takes its weights from the command line.
  private var chosenLoss: any Loss { loss.loss is RobustLoss ? RobustLoss(robustWeights) : loss.loss }

  /// The weights asked for; the others are the part's own.
  private var robustWeights: RobustLoss.Weights {
    var weights = part == .decoder ? RobustLoss.Weights.standard : .encoder
    weights.lumaDecibel = lumaDecibel ?? weights.lumaDecibel
    weights.coarseDecibel = coarseDecibel ?? weights.coarseDecibel
    weights.chromaDecibel = chromaDecibel ?? weights.chromaDecibel
    weights.structureDecibel = structureDecibel ?? weights.structureDecibel
    weights.fidelity = fidelity
    weights.structure = structure
    weights.hinge = hinge
    weights.chromaAnchor = chromaAnchor ?? weights.chromaAnchor
    weights.reversed = reversed
    weights.monotone = monotone
    return weights
  }

  /// The help of a weight of the robust loss that depends on the part.
  private static func weight(_ error: String, _ weight: KeyPath<RobustLoss.Weights, Double>) -> ArgumentHelp {
    let decoder = RobustLoss.Weights.standard[keyPath: weight]
    let encoder = RobustLoss.Weights.encoder[keyPath: weight]
    return ArgumentHelp(
      "robust: points for each \(error) (default: \(decoder) for a decoder, \(encoder) for an encoder).",
      valueName: "points")
  }
}

extension CodecPart: ExpressibleByArgument {}
