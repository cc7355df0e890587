import LearnedCodec
import Losses
import QualityMetrics
import Raster

/// Trains one half of a codec on, with any loss, from a checkpoint.
public struct FineTuner: Sendable {
  /// The checkpoint that training began from.
  public let base: Checkpoint
  /// The network.
  public let model: CodecModel
  /// What was asked for.
  public let options: FineTuningOptions
  /// The loss of the picture.
  public let loss: any Loss
  /// Parameters and the optimiser's memory: all that a resumed run needs.
  public private(set) var state: TrainingState
  private let exchange: LossExchange

  /// Begins, or goes on with `state`.
  /// - Throws: `MetricError` when the loss cannot take crops of this size.
  public init(
    base: Checkpoint, loss: any Loss, options: FineTuningOptions, on photographs: TrainingSet,
    resuming state: TrainingState? = nil
  ) throws(MetricError) {
    self.base = base
    self.loss = loss
    self.options = options
    model = CodecModel(base.configuration)
    self.state = state ?? TrainingState(parameters: base.parameters)
    exchange = try LossExchange(
      loss, model: model, parameters: base.parameters,
      pictures: photographs.sample(count: 8, size: options.crop, seed: 2))
  }

  /// Parameters that move: what a file of the tuned part holds.
  public var range: Range<Int> { model.parameters(of: options.part) }

  /// Means over the pictures of a step.
  public struct Report: Sendable, Equatable {
    /// The step just taken, from 1.
    public var step: Int
    /// Rate (for an encoder) and loss, in bits per pixel.
    public var objective: Double
    /// The loss of the picture alone, in its own unit.
    public var loss: Double
    /// Bits per pixel by the context model.
    public var bitsPerPixel: Double
    /// The gradient's norm before clipping.
    public var gradientNorm: Float
    /// The learning rate.
    public var learningRate: Float
  }

  private struct Outcome: Sendable {
    var objective = 0.0
    var loss = 0.0
    var bitsPerPixel = 0.0
    var failure: MetricError?
  }

  /// Takes one step. The result does not depend on `jobs`.
  /// - Throws: `MetricError` when the loss cannot take the pictures.
  public mutating func step(on photographs: TrainingSet, jobs: Int) throws(MetricError) -> Report {
    let index = state.step
    let tuner = self
    let (gradient, outcomes) = BatchGradient.sum(
      items: options.batch, parameters: model.layout.count, jobs: jobs, empty: Outcome()
    ) { item, gradient in
      tuner.run(step: index, item: item, on: photographs, gradient: gradient)
    }
    if let failure = outcomes.compactMap(\.failure).first { throw failure }
    let rate = options.schedule.rate(at: index)
    let norm = state.update(gradient, in: range, rate: rate, clip: options.clip, model: model)
    func mean(_ value: (Outcome) -> Double) -> Double {
      outcomes.reduce(0) { $0 + value($1) } / Double(outcomes.count)
    }
    return Report(
      step: index + 1, objective: mean(\.objective), loss: mean(\.loss), bitsPerPixel: mean(\.bitsPerPixel),
      gradientNorm: norm, learningRate: rate)
  }

  private func run(
    step: Int, item: Int, on photographs: TrainingSet, gradient: UnsafeMutablePointer<Float>
  ) -> Outcome {
    var random = SeededRandom(seed: options.seed, label: "fine-tuning step \(step) item \(item)")
    let picture = photographs.crop(size: options.crop, random: &random)
    let rate = (step * options.batch + item) % model.configuration.rates
    do {
      return try state.parameters.withUnsafeBufferPointer { buffer throws(MetricError) -> Outcome in
        guard let parameters = buffer.baseAddress else { return Outcome() }
        return try run(picture, rate: rate, parameters, gradient: gradient, random: &random)
      }
    } catch {
      return Outcome(failure: error)
    }
  }

  private func run(
    _ picture: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>,
    random: inout SeededRandom
  ) throws(MetricError) -> Outcome {
    let pixels = Double(picture.area)
    let weight = Double(model.configuration.balance(rate)) / Double(options.batch)
    let analysis = EncoderTape.record(model, picture, rate: rate, parameters)
    let decoded = DecoderTape.record(model, analysis.quantised, rate: rate, parameters)
    let baseDecoded = try baseline(analysis.quantised, picture, rate: rate)
    let prepared = try loss.prepare(PictureScaling.planes(picture), base: baseDecoded)
    let planes = PictureScaling.planes(decoded.output)
    let (value, slope) = try prepared.valueAndGradient(planes)
    let exchangeRate = exchange.weights[rate]
    let delta = PictureScaling.gradient(
      slope, of: decoded.output, weight: Float(weight * exchangeRate) * PictureScaling.span)
    // A half that stays as it is needs no gradient of its own.
    let latentGradient = decoded.backward(
      model, delta, parameters, gradient: options.part == .decoder ? gradient : nil)
    var outcome = Outcome(objective: weight * exchangeRate * value, loss: value)
    guard options.part == .encoder else { return outcome }
    let noisy = Quantiser.noisy(analysis.scaled, random: &random)
    let (bits, context) = model.context.forward(
      noisy: noisy, quantised: analysis.quantised, rate: rate, parameters)
    outcome.bitsPerPixel = bits / pixels
    outcome.objective += weight * bits / pixels
    let rateGradient = model.context.backward(
      weight: Float(weight / pixels), context, rate: rate, parameters, gradient: nil)
    var total = latentGradient
    total.add(rateGradient.noisy)
    total.add(rateGradient.quantised)
    analysis.backward(model, total, parameters, gradient: gradient)
    return outcome
  }

  /// What the frozen base makes of the picture; only some losses look at it.
  private func baseline(
    _ quantised: FeatureMap, _ picture: FeatureMap, rate: Int
  ) throws(MetricError) -> SteeringInput<Float>? {
    guard loss.comparesWithBase else { return nil }
    let latents =
      options.part == .decoder
      ? quantised : Quantiser.rounded(model.latents(picture, rate: rate, base.parameters))
    return PictureScaling.planes(model.picture(latents, rate: rate, base.parameters))
  }

  /// The tuned model, in half precision.
  public func checkpoint(provenance: String) -> Checkpoint {
    base.replacing(range, with: Array(state.parameters[range]), provenance: provenance)
  }
}
