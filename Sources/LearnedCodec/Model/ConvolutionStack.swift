/// Three 5×5 convolutions of stride 2, divisive normalisation after the first two: picture → latents. With transposed
/// convolutions and inverse normalisation: dequantised latents → picture.
struct ConvolutionStack: Sendable {
  let convolutions: [Convolution]
  let normalisations: [DivisiveNormalisation]

  /// - Parameter widths: channels of the input and after each convolution.
  init(_ name: String, widths: [Int], transposed: Bool, in layout: inout ParameterLayout) {
    var convolutions: [Convolution] = []
    var normalisations: [DivisiveNormalisation] = []
    for stage in 0..<3 {
      let place = "\(name).\(stage)"
      let width = widths[stage + 1]
      convolutions.append(
        Convolution(place, from: widths[stage], to: width, kernel: 5, stride: 2, transposed: transposed, in: &layout))
      if stage < 2 {
        normalisations.append(
          DivisiveNormalisation(
            place + (transposed ? ".igdn" : ".gdn"), channels: width, inverse: transposed, in: &layout))
      }
    }
    self.convolutions = convolutions
    self.normalisations = normalisations
  }

  struct Tape {
    var convolutions: [Convolution.Tape] = []
    var normalisations: [DivisiveNormalisation.Tape] = []
  }

  func forward(_ input: FeatureMap, _ parameters: UnsafePointer<Float>) -> (output: FeatureMap, tape: Tape) {
    var tape = Tape()
    var map = input
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

  /// Adds the parameters' gradient, where it is wanted, to `gradient`.
  /// - Returns: the input's gradient; without `wantsInput` only that of the first convolution's output.
  @discardableResult
  func backward(
    _ outputGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?, wantsInput: Bool = true
  ) -> FeatureMap {
    var delta = outputGradient
    for stage in convolutions.indices.reversed() {
      if stage < normalisations.count {
        delta = normalisations[stage].backward(delta, tape.normalisations[stage], parameters, gradient: gradient)
      }
      let next = convolutions[stage].backward(
        delta, tape.convolutions[stage], parameters, gradient: gradient, wantsInput: wantsInput || stage > 0)
      delta = next ?? delta
    }
    return delta
  }
}
