import QualityMetrics
import Raster

/// A metric whose optimum is known: 100 minus the mean squared difference between luma and a target made from the
/// reference. As "lower is better" it is that mean squared difference itself.
struct TargetMetric: DifferentiableMetric {
  let target: @Sendable (Plane<Float>) -> Plane<Float>
  var direction = MetricDescriptor.Direction.higherIsBetter

  var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "target", title: "Target", unit: "", direction: direction, range: -.infinity ... .infinity, panel: nil,
      reads: .luma, steers: .luma, isSymmetric: false, smallestSide: 1, limit: nil, family: "target", citation: "")
  }

  func prepare(_ reference: Picture) -> any PreparedMetric { prepared(reference.luma8) }
  func prepareDifferentiable(_ reference: SteeringInput<Float>) -> any PreparedSteering { prepared(reference.luma) }

  private func prepared(_ reference: Plane<Float>) -> Prepared {
    Prepared(target: target(reference), lowerIsBetter: direction == .lowerIsBetter)
  }

  struct Prepared: PreparedMetric, PreparedSteering {
    let target: Plane<Float>
    let lowerIsBetter: Bool

    func evaluate(_ distorted: Picture) -> Evaluation { Evaluation(score: value(SteeringInput(luma: distorted.luma8))) }
    func value(_ input: SteeringInput<Float>) -> Double { valueAndGradient(input).value }

    func valueAndGradient(_ input: SteeringInput<Float>) -> (value: Double, gradient: SteeringInput<Float>) {
      let luma = input.luma
      var sum = 0.0
      var gradient = luma
      let scale = (lowerIsBetter ? 2 : -2) / Float(luma.count)
      for index in 0..<luma.count {
        let difference = luma.samples[index] - target.samples[index]
        sum += Double(difference) * Double(difference)
        gradient.samples[index] = scale * difference
      }
      let mean = sum / Double(luma.count)
      return (lowerIsBetter ? mean : 100 - mean, SteeringInput(luma: gradient))
    }
  }
}

/// The same metric without a gradient.
struct ScoresOnlyMetric: QualityMetric {
  let base: TargetMetric
  var descriptor: MetricDescriptor { base.descriptor }
  func prepare(_ reference: Picture) -> any PreparedMetric { base.prepare(reference) }
}
