/// A named place of the feature space at which fusions are compared, whatever features a model reads.
public struct FusionPlace: Sendable, Equatable {
  /// What the place is like, for tables.
  public let name: String
  private let index: Int

  /// The reference itself, then three places that honest encodes pass on their way down: features fall together, the
  /// finest scale first. A still picture: no motion.
  static let names = ["the reference itself", "a good encode", "a middling encode", "a poor encode"]

  /// All of them.
  public static let table = names.enumerated().map { FusionPlace(name: $1, index: $0) }

  /// The place in the order of a model's features.
  public func values(of model: VMAFModel) -> [Double] { model.features.map { $0.kind.atPlaces[index] } }
}
