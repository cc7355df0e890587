/// Picture → latents: three 5×5 convolutions of stride 2, divisive normalisation after the first two.
struct AnalysisTransform: Sendable {
  let convolutions: [Convolution]
  let normalisations: [DivisiveNormalisation]

  init(_ configuration: CodecConfiguration, in layout: inout ParameterLayout) {
    let widths = [3] + configuration.hidden + [configuration.latents]
    var convolutions: [Convolution] = []
    var normalisations: [DivisiveNormalisation] = []
    for stage in 0..<3 {
      let name = "analysis.\(stage)"
      convolutions.append(
        Convolution(name, from: widths[stage], to: widths[stage + 1], kernel: 5, stride: 2, in: &layout))
      if stage < 2 {
        normalisations.append(
          DivisiveNormalisation(name + ".gdn", channels: widths[stage + 1], inverse: false, in: &layout))
      }
    }
    self.convolutions = convolutions
    self.normalisations = normalisations
  }

  struct Tape {
    var convolutions: [Convolution.Tape] = []
    var normalisations: [DivisiveNormalisation.Tape] = []
  }

  func forward(_ picture: FeatureMap, _ parameters: UnsafePointer<Float>) -> (latents: FeatureMap, tape: Tape) {
    var tape = Tape()
    var map = picture
    for (stage, convolution) in convolutions.enumerated() {
      let (output, convolved) = convolution.forward(map, parameters)
      tape.convolutions.append(convolved)
      map = output
      if stage < normalisations.count {
        let (normal, normalised) = normalisations[stage].forward(map, parameters)
        tape.normalisations.append(normalised)
        map = normal
      }
    }
    return (map, tape)
  }

  /// Adds the parameters' gradient to `gradient`; the picture's own is not needed.
  func backward(
    _ latentGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>
  ) {
    var delta = latentGradient
    for stage in convolutions.indices.reversed() {
      if stage < normalisations.count {
        delta = normalisations[stage].backward(delta, tape.normalisations[stage], parameters, gradient: gradient)
      }
      guard
        let next = convolutions[stage].backward(
          delta, tape.convolutions[stage], parameters, gradient: gradient, wantsInput: stage > 0)
      else { return }
      delta = next
    }
  }
}
