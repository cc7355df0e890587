/// A trained model: its shape, its parameters in half precision, and where the entropy coder's estimates begin.
///
/// Parameters are rounded to `Float16` once, here, so that what is tested and shipped is what was measured; integer
/// contexts are derived from the rounded numbers and so are the same everywhere.
public struct Checkpoint: Sendable, Equatable {
  /// The network's shape.
  public let configuration: CodecConfiguration
  /// How it came to be, for people: seed, steps, loss.
  public let provenance: String
  /// The flat vector, every value a half-precision number.
  public let parameters: [Float]
  /// Probabilities that the adaptive bits begin with, in units of 1/65536.
  public let initialProbabilities: [UInt16]

  /// Rounds parameters to half precision.
  /// - Precondition: one parameter for each place of the configuration's layout.
  init(
    configuration: CodecConfiguration, provenance: String, parameters: [Float], initialProbabilities: [UInt16]
  ) {
    self.configuration = configuration
    self.provenance = provenance
    self.parameters = parameters.map { Float(Float16($0)) }
    self.initialProbabilities = initialProbabilities
  }

  /// Rounds a training's parameters, and learns where the coder's estimates begin from photographs of the training set.
  public init(
    training state: TrainingState, configuration: CodecConfiguration, provenance: String, on photographs: TrainingSet
  ) {
    let rounded = Checkpoint(
      configuration: configuration, provenance: provenance, parameters: state.parameters,
      initialProbabilities: InitialProbabilities.even)
    let model = CodecModel(configuration)
    let unit = CodecConfiguration.alignment
    let size = min(256, photographs.smallestSide / unit * unit)
    let pictures = photographs.sample(count: 12 * configuration.rates, size: size, seed: 1).enumerated().map {
      index, picture in
      let rate = index % configuration.rates
      return (Latents(rounding: model.latents(picture, rate: rate, rounded.parameters)), rate)
    }
    let probabilities = InitialProbabilities.train(
      IntegerContextModel(model.context, rounded.parameters), on: pictures)
    self.init(
      configuration: configuration, provenance: provenance, parameters: state.parameters,
      initialProbabilities: probabilities)
  }

  /// The same model with some parameters replaced, as fine-tuning leaves it.
  func replacing(_ range: Range<Int>, with values: [Float], provenance: String) -> Checkpoint {
    var all = parameters
    all.replaceSubrange(range, with: values)
    return Checkpoint(
      configuration: configuration, provenance: provenance, parameters: all,
      initialProbabilities: initialProbabilities)
  }
}
