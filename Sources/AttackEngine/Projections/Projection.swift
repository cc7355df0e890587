/// A set of admissible points: the nearest admissible one, or a near one where the nearest is costly.
protocol Projection: Sendable {
  /// Moves a point into the set.
  func project(_ point: inout [Float])
  /// Takes from a direction what leads off the set's boundary, where the set has one that iterates stay on.
  func makeTangent(_ direction: inout [Float], at point: [Float])
}

extension Projection {
  func makeTangent(_ direction: inout [Float], at point: [Float]) {}
}
