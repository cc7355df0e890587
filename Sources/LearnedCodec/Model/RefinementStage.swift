/// A residual filter on the decoded picture: 4×4 blocks of samples become channels, three 3×3 convolutions with leaky
/// rectifiers and a gain for each rate, and what comes out is added to the picture.
struct RefinementStage: Sendable {
  /// Side of the block that becomes channels.
  static let factor = 4

  let convolutions: [Convolution]
  let gains: [RateGain]

  init(_ name: String, channels: Int, rates: Int, in layout: inout ParameterLayout) {
    let samples = 3 * Self.factor * Self.factor
    let widths = [samples, channels, channels, samples]
    var convolutions: [Convolution] = []
    var gains: [RateGain] = []
    for stage in 0..<3 {
      convolutions.append(
        Convolution(
          "\(name).\(stage)", from: widths[stage], to: widths[stage + 1], kernel: 3, stride: 1, in: &layout))
      if stage < 2 {
        gains.append(RateGain("\(name).\(stage)", channels: channels, rates: rates, in: &layout))
      }
    }
    self.convolutions = convolutions
    self.gains = gains
  }

  struct Tape {
    var convolutions: [Convolution.Tape] = []
    var rectified: [FeatureMap] = []
    var gained: [FeatureMap] = []
  }

  func forward(
    _ picture: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>
  ) -> (output: FeatureMap, tape: Tape) {
    var tape = Tape()
    var map = BlockShuffle.spaceToDepth(picture, factor: Self.factor)
    for (stage, convolution) in convolutions.enumerated() {
      let (output, convolved) = convolution.forward(map, parameters)
      tape.convolutions.append(convolved)
      map = output
      if stage < gains.count {
        let rectified = LeakyRectifier.forward(map)
        map = gains[stage].forward(rectified, rate: rate, parameters)
        tape.rectified.append(rectified)
        tape.gained.append(map)
      }
    }
    var result = BlockShuffle.depthToSpace(map, factor: Self.factor)
    result.add(picture)
    return (result, tape)
  }

  /// Adds the parameters' gradient, where it is wanted, to `gradient` and returns the picture's.
  func backward(
    _ outputGradient: FeatureMap, _ tape: Tape, rate: Int, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    var delta = BlockShuffle.spaceToDepth(outputGradient, factor: Self.factor)
    for stage in convolutions.indices.reversed() {
      if stage < gains.count {
        delta = gains[stage].backward(
          delta, output: tape.gained[stage], rate: rate, parameters, gradient: gradient)
        delta = LeakyRectifier.backward(delta, output: tape.rectified[stage])
      }
      guard let next = convolutions[stage].backward(delta, tape.convolutions[stage], parameters, gradient: gradient)
      else { return outputGradient }
      delta = next
    }
    var result = BlockShuffle.depthToSpace(delta, factor: Self.factor)
    result.add(outputGradient)
    return result
  }
}
