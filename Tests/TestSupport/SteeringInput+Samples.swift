import MetricKit
import Raster

extension SteeringInput {
  /// Luma, Cb and Cr, plane after plane.
  public var samples: [Sample] { luma.samples + (chroma.map { $0.cb.samples + $0.cr.samples } ?? []) }

  /// Planes of these sizes with other samples, in the order of `samples`.
  public func with<Other>(_ samples: [Other]) -> SteeringInput<Other> {
    precondition(samples.count == self.samples.count, "samples of every plane")
    var rest = samples[...]
    func plane(_ old: Plane<Sample>) -> Plane<Other> {
      defer { rest = rest.dropFirst(old.count) }
      return Plane(width: old.width, height: old.height, samples: Array(rest.prefix(old.count)))
    }
    var planes = SteeringInput<Other>(luma: plane(luma))
    if let chroma { planes.chroma = .init(cb: plane(chroma.cb), cr: plane(chroma.cr)) }
    return planes
  }
}

extension SteeringInput where Sample == Double {
  /// The same in the number type of the steering forms.
  public var single: SteeringInput<Float> { with(samples.map { Float($0) }) }
}
