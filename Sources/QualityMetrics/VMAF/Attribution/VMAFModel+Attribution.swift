extension VMAFModel {
  /// How many points of the unclipped score's change each of the model's features is answerable for; they sum to it.
  /// - Parameters:
  ///   - start: feature name → value.
  ///   - end: the same after the change.
  /// - Returns: nil when a feature of the model is missing on either side.
  /// - Complexity: O(128 · support vectors · features)
  public func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]? {
    let names = features.map(\.kind.rawValue)
    let before = names.compactMap { start[$0] }
    let after = names.compactMap { end[$0] }
    guard before.count == names.count, after.count == names.count else { return nil }
    let shares = PathIntegral.shares(from: before, to: after) { predictWithGradient($0).gradient }
    return Dictionary(zip(names, shares), uniquingKeysWith: +)
  }
}
