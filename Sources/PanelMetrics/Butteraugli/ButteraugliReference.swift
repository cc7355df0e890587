import Raster

/// A reference's side of Butteraugli, at full and half resolution.
struct ButteraugliReference: Sendable {
  private let full: DifferenceMap
  /// Nil where half of a side is less than 8 samples.
  private let half: DifferenceMap?

  /// Computes the reference's side.
  /// - Precondition: at least 8×8 samples.
  /// - Complexity: O(width · height)
  init(_ reference: RGBPlanes) {
    let linear = DisplayLight.planes(reference)
    let small = linear.layout.halved
    half =
      min(small.width, small.height) < 8
      ? nil : DifferenceMap(OpsinDynamics.opponentChannels(DisplayLight.halved(linear)))
    full = DifferenceMap(OpsinDynamics.opponentChannels(consume linear))
  }

  /// The distances of a picture of the reference's size.
  /// - Complexity: O(width · height)
  func distances(_ distorted: RGBPlanes) -> ButteraugliDistances {
    let linear = DisplayLight.planes(distorted)
    let coarse = half.map { half -> PlaneStack in
      let small = DisplayLight.halved(linear)
      let bands = FrequencyBands(OpsinDynamics.opponentChannels(small))
      return PlaneStack(small.layout, count: 1) { map in
        half.forEachGroup(bands) { place, distances in map.store(distances, place.index) }
      }
    }
    let layout = linear.layout
    var pool = MapPool(layout)
    let bands = FrequencyBands(OpsinDynamics.opponentChannels(consume linear))
    if let coarse {
      let coarseLength = coarse.layout.rowLength
      withPointers(coarse.storage) { coarse in
        full.forEachGroup(bands) { place, distances in
          let source = coarse + (place.y / 2 &* coarseLength &+ place.x / 2)
          let doubled = Vector(source[0], source[0], source[1], source[1], source[2], source[2], source[3], source[3])
          // The coarse map is smoother, so the fine one is damped where both are added: 1 − 0.3·0.5.
          pool.add((distances * Vector(repeating: 0.85)).addingProduct(doubled, Vector(repeating: 0.5)), place.x)
        }
      }
    } else {
      full.forEachGroup(bands) { place, distances in pool.add(distances, place.x) }
    }
    return pool.distances
  }
}
