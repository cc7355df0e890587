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
  package init(
    configuration: CodecConfiguration, provenance: String, parameters: [Float], initialProbabilities: [UInt16]
  ) {
    self.configuration = configuration
    self.provenance = provenance
    self.parameters = parameters.map { Float(Float16($0)) }
    self.initialProbabilities = initialProbabilities
  }

  /// The same model with some parameters replaced, as fine-tuning leaves it.
  package func replacing(_ range: Range<Int>, with values: [Float], provenance: String) -> Checkpoint {
    var all = parameters
    all.replaceSubrange(range, with: values)
    return Checkpoint(
      configuration: configuration, provenance: provenance, parameters: all,
      initialProbabilities: initialProbabilities)
  }
}
