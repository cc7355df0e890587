/// A set of admissible luma planes: the nearest admissible plane, or a near one where the nearest is costly.
protocol Projection: Sendable {
  /// Moves luma into the set.
  func project(_ luma: inout [Float])
  /// Takes from a direction what leads off the set's boundary, where the set has one that iterates stay on.
  func makeTangent(_ direction: inout [Float], at luma: [Float])
}

extension Projection {
  func makeTangent(_ direction: inout [Float], at luma: [Float]) {}
}
