/// A metric's value and the features behind it.
public struct Evaluation: Sendable, Equatable {
  /// The value, clipped as the metric's definition clips it.
  public let score: Double
  /// Feature name → value; empty for a metric that has none.
  public let features: [String: Double]

  /// Joins a value with its features.
  public init(score: Double, features: [String: Double] = [:]) {
    self.score = score
    self.features = features
  }
}
