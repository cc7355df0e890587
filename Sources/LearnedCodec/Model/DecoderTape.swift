/// The decoder's forward pass with what its backward pass needs; base training and fine-tuning share it.
package struct DecoderTape {
  let rate: Int
  /// The picture.
  package let output: FeatureMap
  private let dequantised: FeatureMap
  private let synthesis: ConvolutionStack.Tape
  private let refinement: RefinementStage.Tape

  /// Decodes quantised latents, keeping the tapes.
  package static func record(
    _ model: CodecModel, _ quantised: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>
  ) -> DecoderTape {
    let dequantised = model.decoderGain.forward(quantised, rate: rate, parameters)
    let (lappedPicture, synthesis) = model.synthesis.forward(dequantised, parameters)
    let (output, refinement) = model.refinement.forward(
      model.lapped.inverse(lappedPicture), rate: rate, parameters)
    return DecoderTape(
      rate: rate, output: output, dequantised: dequantised, synthesis: synthesis, refinement: refinement)
  }

  /// Adds the parameters' gradient, where it is wanted, to `gradient` and returns the quantised latents'.
  package func backward(
    _ model: CodecModel, _ pictureGradient: FeatureMap, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    var delta = model.refinement.backward(
      pictureGradient, refinement, rate: rate, parameters, gradient: gradient)
    delta = model.synthesis.backward(model.lapped.forward(delta), synthesis, parameters, gradient: gradient)
    return model.decoderGain.backward(delta, output: dequantised, rate: rate, parameters, gradient: gradient)
  }
}
