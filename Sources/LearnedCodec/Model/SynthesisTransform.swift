/// Dequantised latents → picture: three transposed 5×5 convolutions of stride 2, inverse divisive normalisation
/// between them.
struct SynthesisTransform: Sendable {
  let convolutions: [TransposedConvolution]
  let normalisations: [DivisiveNormalisation]

  init(_ configuration: CodecConfiguration, in layout: inout ParameterLayout) {
    let widths = [configuration.latents] + configuration.hidden.reversed() + [3]
    var convolutions: [TransposedConvolution] = []
    var normalisations: [DivisiveNormalisation] = []
    for stage in 0..<3 {
      let name = "synthesis.\(stage)"
      convolutions.append(
        TransposedConvolution(name, from: widths[stage], to: widths[stage + 1], kernel: 5, stride: 2, in: &layout))
      if stage < 2 {
        normalisations.append(
          DivisiveNormalisation(name + ".igdn", channels: widths[stage + 1], inverse: true, in: &layout))
      }
    }
    self.convolutions = convolutions
    self.normalisations = normalisations
  }

  struct Tape {
    var inputs: [FeatureMap] = []
    var normalisations: [DivisiveNormalisation.Tape] = []
  }

  func forward(_ latents: FeatureMap, _ parameters: UnsafePointer<Float>) -> (picture: FeatureMap, tape: Tape) {
    var tape = Tape()
    var map = latents
    for (stage, convolution) in convolutions.enumerated() {
      tape.inputs.append(map)
      map = convolution.forward(map, parameters)
      if stage < normalisations.count {
        let (normal, normalised) = normalisations[stage].forward(map, parameters)
        tape.normalisations.append(normalised)
        map = normal
      }
    }
    return (map, tape)
  }

  /// Adds the parameters' gradient, where it is wanted, to `gradient` and returns the latents'.
  func backward(
    _ pictureGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    var delta = pictureGradient
    for stage in convolutions.indices.reversed() {
      if stage < normalisations.count {
        delta = normalisations[stage].backward(delta, tape.normalisations[stage], parameters, gradient: gradient)
      }
      delta = convolutions[stage].backward(delta, input: tape.inputs[stage], parameters, gradient: gradient)
    }
    return delta
  }
}
