extension VMAFModel {
  /// The name under which an account holds the points that the score's range cut off: of the unclipped change, which the
  /// features account for, the part that the reported score does not show. No feature is called so.
  public static let clippingName = "clipping"

  /// How many points of the change of the score each of the model's features is answerable for.
  ///
  /// The features' points sum to the change of the unclipped score. Where a score leaves the model's range, the account
  /// also has what clipping took, so that all of it sums to the change of the score as it is reported.
  /// - Parameters:
  ///   - start: feature name → value.
  ///   - end: the same after the change.
  /// - Returns: nil when a feature of the model is missing on either side.
  /// - Complexity: O(128 · support vectors · features)
  public func attribution(from start: [String: Double], to end: [String: Double]) -> [String: Double]? {
    let names = features.map(\.kind.name)
    let before = names.compactMap { start[$0] }
    let after = names.compactMap { end[$0] }
    guard before.count == names.count, after.count == names.count else { return nil }
    let shares = PathIntegral.shares(from: before, to: after) { predictWithGradient($0).gradient }
    var account = Dictionary(zip(names, shares), uniquingKeysWith: +)
    let (first, last) = (predict(features: before), predict(features: after))
    let cutOff = (clip(last) - last) - (clip(first) - first)
    if cutOff != 0 { account[Self.clippingName] = cutOff }
    return account
  }
}
