/// The gradient scaled to a root mean square of 1: the steepest ascent for a bound on the squared change.
struct NormalisedStep: StepRule {
  mutating func turn(_ gradient: inout [Float]) {
    let size = VectorKernels.rootMeanSquare(gradient)
    guard size > 0 else { return }
    VectorKernels.scale(&gradient, by: Float(1 / size))
  }
}
