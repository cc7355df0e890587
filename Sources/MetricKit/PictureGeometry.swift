import Raster

/// Size and bit depth of a picture: what a prepared metric remembers of its reference, so that pictures that do not fit it
/// are refused and the reference's planes need not stay in memory.
public struct PictureGeometry: Sendable, Equatable {
  /// Columns of luma.
  public let width: Int
  /// Rows of luma.
  public let height: Int
  /// Bits of the Y'CbCr code values.
  public let bitDepth: Int

  /// The geometry of a picture.
  public init(_ picture: Picture) {
    width = picture.width
    height = picture.height
    bitDepth = picture.bitDepth
  }
}

/// The distorted picture has the reference's size and bit depth.
/// - Throws: `MetricError.mismatch` with both geometries.
public func requireSameGeometry(_ reference: PictureGeometry, _ distorted: Picture) throws(MetricError) {
  try requireSameSize((reference.width, reference.height), (distorted.width, distorted.height))
  guard reference.bitDepth == distorted.bitDepth else {
    throw MetricError.mismatch(
      "the reference has \(reference.bitDepth) bits, the distorted picture \(distorted.bitDepth)")
  }
}

/// Both pictures have one size and one bit depth.
/// - Throws: `MetricError.mismatch` with both geometries.
public func requireSameGeometry(_ reference: Picture, _ distorted: Picture) throws(MetricError) {
  try requireSameGeometry(PictureGeometry(reference), distorted)
}

/// Both planes have one size.
/// - Throws: `MetricError.mismatch` with both sizes.
public func requireSameSize<A, B>(_ reference: Plane<A>, _ distorted: Plane<B>) throws(MetricError) {
  try requireSameSize((reference.width, reference.height), (distorted.width, distorted.height))
}

private func requireSameSize(
  _ reference: (width: Int, height: Int), _ distorted: (width: Int, height: Int)
) throws(MetricError) {
  guard reference == distorted else {
    throw MetricError.mismatch(
      "the reference is \(reference.width)×\(reference.height), the distorted picture "
        + "\(distorted.width)×\(distorted.height)")
  }
}

/// The chroma of a distorted picture, which has the size of the reference's plane.
/// - Throws: `MetricError.missingPlanes`, or `MetricError.mismatch` with both sizes of the chroma planes.
public func requireChroma(
  like reference: Plane<Float>, _ distorted: Picture, metric: MetricDescriptor
) throws(MetricError) -> Picture.Chroma {
  guard let chroma = distorted.chroma else { throw .missingPlanes(metric: metric.id, needs: "Cb and Cr") }
  guard reference.width == chroma.cb.width && reference.height == chroma.cb.height else {
    throw MetricError.mismatch(
      "the reference's chroma is \(reference.width)×\(reference.height), the distorted picture's "
        + "\(chroma.cb.width)×\(chroma.cb.height)")
  }
  return chroma
}

/// The plane is large enough for the metric.
/// - Throws: `MetricError.tooSmall`.
public func requireSmallestSide<Sample>(_ plane: Plane<Sample>, _ metric: MetricDescriptor) throws(MetricError) {
  guard min(plane.width, plane.height) >= metric.smallestSide else {
    throw MetricError.tooSmall(
      metric: metric.id, width: plane.width, height: plane.height, smallestSide: metric.smallestSide)
  }
}
