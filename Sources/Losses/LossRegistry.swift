/// Every loss the project has, by id.
public enum LossRegistry {
  /// All losses with their default weights, in the order in which they are listed.
  public static let all: [any Loss] = [MeanSquaredErrorLoss(), StructuralLoss(), NaiveLoss(), RobustLoss()]

  /// The loss with this id, or nil.
  public static func loss(_ id: String) -> (any Loss)? { all.first { $0.id == id } }
}
