import Raster

/// Both pictures have one size and one bit depth.
/// - Throws: `MetricError.mismatch` with both geometries.
func requireSameGeometry(_ reference: Picture, _ distorted: Picture) throws(MetricError) {
  try requireSameSize(reference.luma, distorted.luma)
  guard reference.bitDepth == distorted.bitDepth else {
    throw MetricError.mismatch(
      "the reference has \(reference.bitDepth) bits, the distorted picture \(distorted.bitDepth)")
  }
}

/// Both planes have one size.
/// - Throws: `MetricError.mismatch` with both sizes.
func requireSameSize<A, B>(_ reference: Plane<A>, _ distorted: Plane<B>) throws(MetricError) {
  guard reference.width == distorted.width && reference.height == distorted.height else {
    throw MetricError.mismatch(
      "the reference is \(reference.width)×\(reference.height), the distorted picture "
        + "\(distorted.width)×\(distorted.height)")
  }
}

/// Both pictures have chroma, of one size.
/// - Throws: `MetricError.missingPlanes`, or `MetricError.mismatch` with both sizes of the chroma planes.
func requireChroma(
  _ reference: Picture, _ distorted: Picture, metric: MetricDescriptor
) throws(MetricError) -> (reference: Picture.Chroma, distorted: Picture.Chroma) {
  guard let ours = reference.chroma, let theirs = distorted.chroma else {
    throw MetricError.missingPlanes(metric: metric.id, needs: "Cb and Cr")
  }
  guard ours.cb.width == theirs.cb.width && ours.cb.height == theirs.cb.height else {
    throw MetricError.mismatch(
      "the reference's chroma is \(ours.cb.width)×\(ours.cb.height), the distorted picture's "
        + "\(theirs.cb.width)×\(theirs.cb.height)")
  }
  return (ours, theirs)
}

/// The plane is large enough for the metric.
/// - Throws: `MetricError.tooSmall`.
func requireSmallestSide<Sample>(_ plane: Plane<Sample>, _ metric: MetricDescriptor) throws(MetricError) {
  guard min(plane.width, plane.height) >= metric.smallestSide else {
    throw MetricError.tooSmall(
      metric: metric.id, width: plane.width, height: plane.height, smallestSide: metric.smallestSide)
  }
}
