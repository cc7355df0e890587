import Raster

/// What a steering metric or loss is given: luma and, where it reads it, chroma, as code values of the 8-bit scale,
/// fractional while they are being optimised. A gradient has the same form: units of the metric per code value.
///
/// Chroma has a size of its own, which is luma's or a part of it. A gradient without chroma is 0 there, so a metric of luma
/// allocates nothing for chroma.
@frozen
public struct SteeringInput<Sample> {
  /// The two chroma planes, equal in size.
  @frozen
  public struct Chroma {
    /// Blue difference.
    public var cb: Plane<Sample>
    /// Red difference.
    public var cr: Plane<Sample>

    /// Joins two planes of one size.
    @inlinable
    public init(cb: Plane<Sample>, cr: Plane<Sample>) {
      precondition(cb.width == cr.width && cb.height == cr.height, "chroma planes have one size")
      self.cb = cb
      self.cr = cr
    }
  }

  /// Luma.
  public var luma: Plane<Sample>
  /// Chroma; nil where nobody reads it.
  public var chroma: Chroma?

  /// Joins planes.
  @inlinable
  public init(luma: Plane<Sample>, chroma: Chroma? = nil) {
    self.luma = luma
    self.chroma = chroma
  }
}

extension SteeringInput: Sendable where Sample: Sendable {}
extension SteeringInput: Equatable where Sample: Equatable {}
extension SteeringInput.Chroma: Sendable where Sample: Sendable {}
extension SteeringInput.Chroma: Equatable where Sample: Equatable {}

extension SteeringInput where Sample == Float {
  /// Those planes of a picture that a metric reads.
  /// - Throws: `MetricError.missingPlanes` when it reads chroma and the picture has none.
  /// - Complexity: O(1) for 8 bits, else O(width · height)
  public init(_ picture: Picture, for metric: MetricDescriptor) throws(MetricError) {
    self.init(luma: picture.luma8)
    guard metric.reads.contains(.chroma) else { return }
    guard let chroma = picture.chroma8 else { throw .missingPlanes(metric: metric.id, needs: "Cb and Cr") }
    self.chroma = Chroma(cb: chroma.cb, cr: chroma.cr)
  }
}

extension SteeringInput {
  /// The chroma planes.
  /// - Throws: `MetricError.missingPlanes` where there are none.
  @inlinable
  public func requireChroma(_ metric: String) throws(MetricError) -> Chroma {
    guard let chroma else { throw MetricError.missingPlanes(metric: metric, needs: "Cb and Cr") }
    return chroma
  }
}
