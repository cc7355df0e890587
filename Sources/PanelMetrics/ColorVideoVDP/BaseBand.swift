/// The coarsest level of ColorVideoVDP's pyramid: differences of level, not of contrast, and without masking.
///
/// Each picture's channels are divided by its own mean luminance, so that the mean of the achromatic channel cannot differ.
struct BaseBand: Sendable {
  private let level: PlaneStack
  private let mean: Double
  private let sensitivity: SIMD3<Double>

  /// Computes the reference's mean, and the sensitivities before it.
  init(_ level: PlaneStack, sensitivity: ContrastSensitivity) {
    self.level = level
    mean = Self.mean(level)
    self.sensitivity = sensitivity.value(mean)
  }

  /// The root of the mean squared difference in each channel.
  /// - Complexity: O(width · height)
  func differences(_ distorted: PlaneStack) -> SIMD3<Double> {
    let layout = level.layout
    let theirMean = Self.mean(distorted)
    var sums = SIMD3<Double>.zero
    withPointers(level.storage, distorted.storage) { ours, theirs in
      for channel in 0..<3 {
        for y in 0..<layout.height {
          let row = channel * layout.planeLength + y * layout.rowLength
          for x in row..<(row + layout.width) {
            let difference = abs(Double(theirs[x]) / theirMean - Double(ours[x]) / mean)
            sums[channel] += SafePower.value(difference * sensitivity[channel], 2)
          }
        }
      }
    }
    return SafePower.roots(sums / Double(layout.width * layout.height))
  }

  private static func mean(_ level: PlaneStack) -> Double {
    let layout = level.layout
    var sum = 0.0
    withPointers(level.storage) { samples in
      for y in 0..<layout.height {
        for x in 0..<layout.width {
          sum += max(Double(samples[y * layout.rowLength + x]), Double(MaskedBand.leastLuminance))
        }
      }
    }
    return sum / Double(layout.width * layout.height)
  }
}
