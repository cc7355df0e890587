/// Takes from `direction` its component along `axis`: `d − (⟨d, a⟩/⟨a, a⟩)·a`.
///
/// With `a` the gradient of what is held, a step along the result changes it in second order only.
/// Source: Z. Wang, E. Simoncelli, "Maximum differentiation (MAD) competition", Journal of Vision 8(12), 2008.
/// - Complexity: O(count)
func removeComponent(along axis: [Float], from direction: inout [Float]) {
  let length = VectorKernels.dot(axis, axis)
  guard length > 0 else { return }
  VectorKernels.add(axis, scaledBy: Float(-VectorKernels.dot(direction, axis) / length), to: &direction)
}
