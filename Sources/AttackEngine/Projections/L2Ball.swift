/// Luma within a root mean square distance of a centre, and inside the box.
///
/// The offset is shortened, then clipped. With the centre in the box clipping only shortens it further, so the result is
/// admissible; it is the nearest point where nothing clips.
struct L2Ball: Projection {
  /// The ball's centre, inside the box.
  let centre: [Float]
  /// The largest root mean square distance, code values.
  let radius: Double
  /// What can be reached.
  let box: ReachableBox

  /// - Complexity: O(count)
  func project(_ luma: inout [Float]) {
    let distance = (VectorKernels.squaredDistance(luma, centre) / Double(luma.count)).squareRoot()
    if distance > radius {
      let offset = VectorKernels.difference(luma, centre)
      VectorKernels.placeClipped(
        centre: centre, offset: offset, scale: Float(radius / distance), lower: box.lower, upper: box.upper, into: &luma
      )
    } else {
      box.project(&luma)
    }
  }
}
