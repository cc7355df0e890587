import Raster

/// Motion of the reference between frames, in libvmaf's float form: the mean absolute difference of luma (8-bit scale)
/// after a 5-tap Gaussian.
///
/// `motion2` of a frame is the smaller of its motion from the frame before and of the next frame's; 0 for the first
/// frame, the plain motion for the last. Source: libvmaf's `float_motion` (`FILTER_5`).
struct FloatMotion: Sendable {
  private static let filter = MirroredFilter<Float>(
    taps: [0.054488685, 0.244201342, 0.402619947, 0.244201342, 0.054488685])

  private var previous: Plane<Float>?
  private var motions: [Double] = []

  /// The smallest width and height.
  static let smallestSide = 3

  /// Takes the next frame's luma, on the 8-bit scale.
  /// - Complexity: O(width · height)
  mutating func append(_ luma: Plane<Float>) {
    let blurred = Self.filter.apply(luma.map { $0 - 128 })
    guard let previous else {
      motions.append(0)
      self.previous = blurred
      return
    }
    var total = 0.0
    for row in 0..<luma.height {
      var sum: Float = 0
      for index in (row * luma.width)..<((row + 1) * luma.width) {
        sum += abs(blurred.samples[index] - previous.samples[index])
      }
      total += Double(sum)
    }
    motions.append(total / Double(luma.count))
    self.previous = blurred
  }

  /// `motion2` of every frame taken so far, the last one as the end of the sequence.
  var motion2: [Double] {
    motions.indices.map { index in
      index == 0 ? 0 : (index + 1 < motions.count ? min(motions[index], motions[index + 1]) : motions[index])
    }
  }
}
