/// Every attack the project has, by id.
public enum AttackRegistry {
  /// All attacks, in the order in which they are listed.
  public static let all: [any Attack.Type] = [
    NoAttack.self,
    UnsharpMask.self,
    Gamma.self,
    Contrast.self,
    HistogramEqualisation.self,
    CLAHE.self,
    FilterSearch.self,
    FastGradientSign.self,
    IterativeGradientSign.self,
    MomentumGradientSign.self,
    ProjectedGradientLInf.self,
    ProjectedGradientL2.self,
    ActivityMasked.self,
    AdamAtFidelity.self,
    FidelityFloor.self,
    MaximumDifferentiation.self,
    NaturalEvolution.self,
    SquareSearch.self,
    MeanShift.self,
    ChromaShift.self,
    BorderNoise.self,
    FlatNoise.self,
  ]

  /// What is said of every attack, in the registry's order.
  public static var descriptors: [AttackDescriptor] { all.map { $0.descriptor } }

  /// The attack with this id and these parameters.
  /// - Throws: `AttackError.unknown` or `AttackError.badParameter`.
  public static func attack(_ id: String, parameters: [String: Double] = [:]) throws(AttackError) -> any Attack {
    guard let type = all.first(where: { $0.descriptor.id == id }) else { throw AttackError.unknown(id: id) }
    return type.init(values: try ParameterValues(parameters, of: type.descriptor))
  }
}
