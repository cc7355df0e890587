import QualityMetrics
import Raster

/// A metric that reads and steers luma and chroma of any size: with the mean E of
/// `d²/(1 + d²)` over a plane's samples, d the difference from the reference, `100 − E_Y·(1 + E_Cb + E_Cr)`.
struct ChromaMetric: DifferentiableMetric {
  /// The planes of its gradient.
  var steers: PicturePlanes = [.luma, .chroma]

  var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "chroma", title: "Chroma", unit: "", direction: .higherIsBetter, range: -.infinity ... .infinity, panel: nil,
      reads: [.luma, .chroma], steers: steers, isSymmetric: true, smallestSide: 1, limit: nil, family: "chroma",
      citation: "")
  }

  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(descriptor: descriptor, reference: try SteeringInput(reference, for: descriptor))
  }

  func prepareDifferentiable(_ reference: SteeringInput<Float>) throws(MetricError) -> any PreparedSteering {
    _ = try reference.requireChroma(descriptor.id)
    return Prepared(descriptor: descriptor, reference: reference)
  }

  /// In Double throughout, for the derivative check.
  func valueAndGradient(
    reference: SteeringInput<Double>, distorted: SteeringInput<Double>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Double>) {
    try Self.valueAndGradient(reference, distorted)
  }

  private struct Prepared: PreparedMetric, PreparedSteering {
    let descriptor: MetricDescriptor
    let reference: SteeringInput<Float>

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      Evaluation(score: try value(SteeringInput(distorted, for: descriptor)))
    }

    func value(_ input: SteeringInput<Float>) throws(MetricError) -> Double { try valueAndGradient(input).value }

    func valueAndGradient(_ input: SteeringInput<Float>) throws(MetricError) -> (
      value: Double, gradient: SteeringInput<Float>
    ) {
      try ChromaMetric.valueAndGradient(reference, input)
    }
  }

  private static func valueAndGradient<Sample: BinaryFloatingPoint>(
    _ reference: SteeringInput<Sample>, _ distorted: SteeringInput<Sample>
  ) throws(MetricError) -> (value: Double, gradient: SteeringInput<Sample>) {
    let (own, other) = (try distorted.requireChroma("chroma"), try reference.requireChroma("chroma"))
    let luma = try error(distorted.luma, reference.luma)
    let cb = try error(own.cb, other.cb)
    let cr = try error(own.cr, other.cr)
    func scaled(_ plane: Plane<Sample>, _ factor: Double) -> Plane<Sample> { plane.map { Sample(factor) * $0 } }
    let gradient = SteeringInput(
      luma: scaled(luma.gradient, -1 - cb.value - cr.value),
      chroma: .init(cb: scaled(cb.gradient, -luma.value), cr: scaled(cr.gradient, -luma.value)))
    return (100 - luma.value * (1 + cb.value + cr.value), gradient)
  }

  /// The mean of `d² / (1 + d²)` and its gradient.
  private static func error<Sample: BinaryFloatingPoint>(
    _ a: Plane<Sample>, _ b: Plane<Sample>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Sample>) {
    try requireSameSize(b, a)
    var sum = 0.0
    var gradient = a
    for index in 0..<a.count {
      let difference = Double(a.samples[index] - b.samples[index])
      let rest = 1 / (1 + difference * difference)
      sum += 1 - rest
      gradient.samples[index] = Sample(2 * difference * rest * rest / Double(a.count))
    }
    return (sum / Double(a.count), gradient)
  }
}
