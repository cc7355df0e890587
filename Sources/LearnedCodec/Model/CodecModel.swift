/// The network: analysis, quantisation with rate gains, context model, synthesis and refinement.
///
/// Analysis: lapped pre-filter → three strided 5×5 convolutions with divisive normalisation between them (after
/// Ballé et al., ICLR 2017). Synthesis mirrors it. A residual stage of 3×3 convolutions at a quarter of the resolution
/// then refines the picture. Pictures are Y', Cb, Cr, mapped by `(code − 128)/64`.
///
/// A model is a description: parameters are passed in, as one flat vector (`ParameterLayout`).
public struct CodecModel: Sendable {
  /// The shape.
  public let configuration: CodecConfiguration
  /// Where each layer's parameters are.
  public let layout: ParameterLayout

  let lapped = LappedFilter()
  let analysis: ConvolutionStack
  let encoderGain: RateGain
  let decoderGain: RateGain
  package let context: ContextModel
  let synthesis: ConvolutionStack
  let refinement: RefinementStage

  /// Lays out a model.
  public init(_ configuration: CodecConfiguration = CodecConfiguration()) {
    self.configuration = configuration
    var layout = ParameterLayout()
    let (rates, hidden, latents) = (configuration.rates, configuration.hidden, configuration.latents)
    analysis = ConvolutionStack("analysis", widths: [3] + hidden + [latents], transposed: false, in: &layout)
    encoderGain = RateGain("encoderGain", channels: latents, rates: rates, in: &layout)
    context = ContextModel("context", channels: latents, rates: rates, in: &layout)
    decoderGain = RateGain("decoderGain", channels: latents, rates: rates, in: &layout)
    synthesis = ConvolutionStack(
      "synthesis", widths: [latents] + hidden.reversed() + [3], transposed: true, in: &layout)
    refinement = RefinementStage("refinement", channels: configuration.refinement, rates: rates, in: &layout)
    self.layout = layout
  }

  /// The encoder's parameters without the context model's: they shape the latents, not how latents are coded.
  public var analysisParameters: Range<Int> { 0..<encoderGain.logarithms.upperBound }
  /// Parameters that only the picture made from a bitstream depends on.
  public var decoderParameters: Range<Int> { decoderGain.logarithms.lowerBound..<layout.count }

  /// The parameters that a fine-tuning of one half moves.
  public func parameters(of part: CodecPart) -> Range<Int> {
    switch part {
    case .decoder: return decoderParameters
    case .encoder: return analysisParameters
    }
  }

  /// The scaled latents of a picture at one rate: rounding them gives what is coded.
  /// - Precondition: sides are multiples of 8.
  package func latents(_ picture: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>) -> FeatureMap {
    let (latents, _) = analysis.forward(lapped.forward(picture), parameters)
    return encoderGain.forward(latents, rate: rate, parameters)
  }

  /// The picture that quantised latents stand for.
  package func picture(_ quantised: FeatureMap, rate: Int, _ parameters: UnsafePointer<Float>) -> FeatureMap {
    let scaled = decoderGain.forward(quantised, rate: rate, parameters)
    // Not by a `DecoderTape`, which keeps what a backward pass needs.
    let (lappedPicture, _) = synthesis.forward(scaled, parameters)
    return refinement.forward(lapped.inverse(lappedPicture), rate: rate, parameters).output
  }

  /// Puts constrained parameters back where they are valid.
  package func project(_ parameters: UnsafeMutablePointer<Float>) {
    for layer in analysis.normalisations + synthesis.normalisations { layer.project(parameters) }
    context.project(parameters)
  }
}
