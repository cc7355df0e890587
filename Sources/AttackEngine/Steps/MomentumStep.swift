/// A decaying sum of gradients, each normalised first, handed to another rule.
///
/// `m ← decay·m + ∇/‖∇‖`; source: Y. Dong et al., "Boosting adversarial attacks with momentum", CVPR 2018 (MI-FGSM),
/// which normalises by the sum of magnitudes and ends in a sign step with decay 1.
struct MomentumStep<Last: StepRule>: StepRule {
  /// What each gradient is divided by before it is added.
  enum Normaliser: Sendable {
    /// The mean magnitude.
    case meanMagnitude
    /// The root of the mean square.
    case rootMeanSquare
  }

  let decay: Double
  let normaliser: Normaliser
  private var last: Last
  private var sum: [Float] = []

  init(decay: Double, normaliser: Normaliser, then last: Last) {
    self.decay = decay
    self.normaliser = normaliser
    self.last = last
  }

  mutating func turn(_ gradient: inout [Float]) {
    let size: Double
    switch normaliser {
    case .meanMagnitude: size = VectorKernels.sumOfMagnitudes(gradient) / Double(gradient.count)
    case .rootMeanSquare: size = VectorKernels.rootMeanSquare(gradient)
    }
    if sum.isEmpty { sum = [Float](repeating: 0, count: gradient.count) }
    VectorKernels.scale(&sum, by: Float(decay))
    if size > 0 { VectorKernels.add(gradient, scaledBy: Float(1 / size), to: &sum) }
    gradient = sum
    last.turn(&gradient)
  }
}
