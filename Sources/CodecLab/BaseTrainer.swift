import LearnedCodec
import Raster

/// What base training is asked to do; with the seed and the photographs it determines the result.
public struct BaseTrainingOptions: Sendable, Equatable, Codable {
  /// Seed of the initial parameters, the crops and the noise.
  public var seed: UInt64 = 1
  /// Steps in all.
  public var steps = 7000
  /// Crops a step; a multiple of the rates keeps every rate in every step.
  public var batch = 5
  /// Side of a crop, a multiple of 8.
  public var crop = 128
  /// The largest learning rate.
  public var peakRate: Float = 1e-3
  /// Steps of warm-up.
  public var warmUp = 100
  /// Limit of the gradient's norm.
  public var clip: Float = 1

  /// The documented training.
  public init() {}

  var schedule: LearningRateSchedule { LearningRateSchedule(peak: peakRate, warmUp: warmUp, steps: steps) }
}

/// Trains all parameters on rate and distortion, every rate in turn.
public struct BaseTrainer: Sendable {
  /// The network.
  public let model: CodecModel
  /// What was asked for.
  public let options: BaseTrainingOptions
  /// Parameters and the optimiser's memory: all that a resumed run needs.
  public private(set) var state: TrainingState

  /// Begins a training, or goes on with `state`.
  public init(
    configuration: CodecConfiguration = CodecConfiguration(), options: BaseTrainingOptions,
    resuming state: TrainingState? = nil
  ) {
    model = CodecModel(configuration)
    self.options = options
    self.state = state ?? TrainingState(parameters: model.initialParameters(seed: options.seed))
  }

  /// Means over the pictures of a step.
  public struct Report: Sendable, Equatable {
    /// The step just taken, from 1.
    public var step: Int
    /// The weighted loss.
    public var loss: Double
    /// Bits per pixel, for each rate.
    public var bitsPerPixel: [Double]
    /// Luma's mean squared error in squared code values, for each rate.
    public var lumaError: [Double]
    /// The gradient's norm before clipping.
    public var gradientNorm: Float
    /// The learning rate.
    public var learningRate: Float
  }

  /// Takes one step. The result does not depend on `jobs`.
  public mutating func step(on photographs: TrainingSet, jobs: Int) -> Report {
    let index = state.optimiser.step
    let count = model.layout.count
    let rates = model.configuration.rates
    let model = model
    let options = options
    let parameters = state.parameters
    let (gradient, outcomes) = BatchGradient.sum(
      items: options.batch, parameters: count, jobs: jobs, empty: RateDistortionStep.Outcome()
    ) { item, gradient in
      var random = SeededRandom(seed: options.seed, label: "step \(index) item \(item)")
      let picture = photographs.crop(size: options.crop, random: &random)
      let rate = (index * options.batch + item) % rates
      let weight = model.configuration.balance(rate) / Float(options.batch)
      return parameters.withUnsafeBufferPointer { parameters in
        guard let parameters = parameters.baseAddress else { return RateDistortionStep.Outcome() }
        return RateDistortionStep(model: model, parameters: parameters, gradient: gradient)
          .run(picture, rate: rate, weight: weight, random: &random)
      }
    }
    let learningRate = options.schedule.rate(at: index)
    let norm = state.update(gradient, in: 0..<count, rate: learningRate, clip: options.clip, model: model)
    var report = Report(
      step: index + 1, loss: 0, bitsPerPixel: [Double](repeating: 0, count: rates),
      lumaError: [Double](repeating: 0, count: rates), gradientNorm: norm, learningRate: learningRate)
    var seen = [Double](repeating: 0, count: rates)
    for (item, outcome) in outcomes.enumerated() {
      let rate = (index * options.batch + item) % rates
      report.loss += outcome.loss
      report.bitsPerPixel[rate] += outcome.bitsPerPixel
      report.lumaError[rate] += outcome.lumaError
      seen[rate] += 1
    }
    for rate in 0..<rates where seen[rate] > 0 {
      report.bitsPerPixel[rate] /= seen[rate]
      report.lumaError[rate] /= seen[rate]
    }
    return report
  }
}
