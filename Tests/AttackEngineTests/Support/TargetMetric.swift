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
      reads: .luma, isSymmetric: false, smallestSide: 1, limit: nil, family: "target", citation: "")
  }

  func prepare(_ reference: Picture) -> any PreparedMetric { prepared(reference.luma8) }
  func prepareDifferentiable(_ reference: Plane<Float>) -> any LumaDifferentiable { prepared(reference) }

  private func prepared(_ reference: Plane<Float>) -> Prepared {
    Prepared(target: target(reference), lowerIsBetter: direction == .lowerIsBetter)
  }

  struct Prepared: PreparedMetric, LumaDifferentiable {
    let target: Plane<Float>
    let lowerIsBetter: Bool

    func evaluate(_ distorted: Picture) -> Evaluation { Evaluation(score: value(distorted.luma8)) }
    func value(_ luma: Plane<Float>) -> Double { valueAndGradient(luma).value }

    func valueAndGradient(_ luma: Plane<Float>) -> (value: Double, gradient: Plane<Float>) {
      var sum = 0.0
      var gradient = luma
      let scale = (lowerIsBetter ? 2 : -2) / Float(luma.count)
      for index in 0..<luma.count {
        let difference = luma.samples[index] - target.samples[index]
        sum += Double(difference) * Double(difference)
        gradient.samples[index] = scale * difference
      }
      let mean = sum / Double(luma.count)
      return (lowerIsBetter ? mean : 100 - mean, gradient)
    }
  }
}

/// The same metric without a gradient.
struct ScoresOnlyMetric: QualityMetric {
  let base: TargetMetric
  var descriptor: MetricDescriptor { base.descriptor }
  func prepare(_ reference: Picture) -> any PreparedMetric { base.prepare(reference) }
}
