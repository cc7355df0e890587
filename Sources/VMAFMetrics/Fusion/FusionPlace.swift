/// A named place of the feature space at which fusions are compared, whatever features a model reads.
public struct FusionPlace: Sendable, Equatable {
  /// What the place is like, for tables.
  public let name: String
  /// Detail loss, of all scales and of each.
  public let adm: Double
  /// Visual information fidelity of scales 0 (finest) to 3.
  public let vif: [Double]

  /// The reference itself, then three places that honest encodes pass on their way down: features fall together, the
  /// finest scale first. A still picture: no motion.
  public static let table = [
    FusionPlace(name: "the reference itself", adm: 1, vif: [1, 1, 1, 1]),
    FusionPlace(name: "a good encode", adm: 0.95, vif: [0.60, 0.85, 0.92, 0.95]),
    FusionPlace(name: "a middling encode", adm: 0.90, vif: [0.45, 0.75, 0.85, 0.90]),
    FusionPlace(name: "a poor encode", adm: 0.80, vif: [0.30, 0.60, 0.72, 0.80]),
  ]

  /// The place in the order of a model's features.
  public func values(of model: VMAFModel) -> [Double] {
    let values = VMAFFeatureValues(adm2: adm, admScales: [adm, adm, adm, adm], vifScales: vif)
    return values.inputs(of: model)
  }
}
