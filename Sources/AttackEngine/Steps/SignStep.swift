/// The sign of each sample's gradient: the steepest ascent for a bound on the largest change.
///
/// Source: I. Goodfellow, J. Shlens, C. Szegedy, "Explaining and harnessing adversarial examples", ICLR 2015.
struct SignStep: StepRule {
  mutating func turn(_ gradient: inout [Float]) { VectorKernels.replaceWithSigns(&gradient) }
}
