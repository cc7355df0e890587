/// The shape of a codec's network; a checkpoint carries it.
public struct CodecConfiguration: Sendable, Equatable, Codable {
  /// Channels after the first and second strided convolution.
  public var hidden: [Int] = [24, 64]
  /// Latent channels, at an eighth of the picture's resolution.
  public var latents = 96
  /// Channels of the decoder's last, residual stage at a quarter of the resolution.
  public var refinement = 64
  /// The distortion weight of each rate, smallest rate first: bits per pixel and squared code values are exchanged at
  /// `λ = 10/Δ²`, with Δ the quantisation step that rate begins from. (At high rates `dD/dR = −2·ln 2·Δ²/12` gives
  /// 8.7/Δ²; the distortion's luma weight is ¾.)
  public var steps: [Float] = [66, 44, 30, 20, 13.5]

  /// The default shape.
  public init() {}

  /// Rates that the model serves.
  public var rates: Int { steps.count }
  /// Distortion weight of a rate: bits per pixel for each unit of weighted squared error.
  public func lambda(_ rate: Int) -> Float { 10 / (steps[rate] * steps[rate]) }

  /// Weight of a rate's loss in training, so that small and large rates pull about equally: the loss falls roughly with
  /// the step.
  package func balance(_ rate: Int) -> Float { steps[rate] / steps[steps.count / 2] }

  /// Whether a file may ask for this shape.
  var isReasonable: Bool {
    hidden.count == 2 && hidden.allSatisfy { (1...512).contains($0) } && (1...96).contains(latents)
      && hidden[0] >= 12 && hidden[1] >= 48 && (1...512).contains(refinement) && (1...32).contains(steps.count)
      && steps.allSatisfy { $0.isFinite && $0 > 0 }
  }

  /// Weights of Y', Cb and Cr in the squared error that training minimises, 6 : 1 : 1: those of PSNR-YCbCr in the JVET
  /// common test conditions (J.-R. Ohm et al., IEEE Trans. CSVT 22(12), 2012).
  package static let channelWeights: [Float] = [6.0 / 8, 1.0 / 8, 1.0 / 8]

  /// The picture's sides are padded to a multiple of this.
  public static let alignment = 8
}
