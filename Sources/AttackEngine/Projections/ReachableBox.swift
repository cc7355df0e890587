/// Bounds sample by sample: what grey steps can reach without clipping a channel, within a budget where one is set.
struct ReachableBox: Projection {
  /// The least luma of each sample, code values.
  let lower: [Float]
  /// The largest luma of each sample, code values.
  let upper: [Float]

  /// - Complexity: O(count)
  func project(_ luma: inout [Float]) { VectorKernels.clip(&luma, lower: lower, upper: upper) }
}
