import LearnedCodec

extension Checkpoint {
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
}
