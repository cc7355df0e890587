/// Space to depth and back: a `factor × factor` block of samples becomes `factor²` channels.
///
/// The two directions are inverse and adjoint to each other. (Shi et al., "Real-time single image and video
/// super-resolution using an efficient sub-pixel convolutional neural network", CVPR 2016.)
enum BlockShuffle {
  /// - Precondition: height and width are multiples of `factor`.
  /// - Complexity: O(count)
  static func spaceToDepth(_ input: FeatureMap, factor: Int) -> FeatureMap {
    precondition(input.height % factor == 0 && input.width % factor == 0)
    let (height, width) = (input.height / factor, input.width / factor)
    return FeatureMap(channels: input.channels * factor * factor, height: height, width: width) { values in
      input.values.withUnsafeBufferPointer { source in
        forEachRow(input.channels, height, width, factor) { space, depth in
          for x in 0..<width { values[depth + x] = source[space + x * factor] }
        }
      }
    }
  }

  /// - Precondition: channels are a multiple of `factor²`.
  /// - Complexity: O(count)
  static func depthToSpace(_ input: FeatureMap, factor: Int) -> FeatureMap {
    precondition(input.channels % (factor * factor) == 0)
    let channels = input.channels / (factor * factor)
    return FeatureMap(channels: channels, height: input.height * factor, width: input.width * factor) { values in
      input.values.withUnsafeBufferPointer { source in
        forEachRow(channels, input.height, input.width, factor) { space, depth in
          for x in 0..<input.width { values[space + x * factor] = source[depth + x] }
        }
      }
    }
  }

  /// Every row of the deep map of `height` × `width`: where its first sample is in space, and where in depth.
  @inline(__always)
  private static func forEachRow(
    _ channels: Int, _ height: Int, _ width: Int, _ factor: Int, _ body: (Int, Int) -> Void
  ) {
    var depth = 0
    for channel in 0..<channels {
      for dy in 0..<factor {
        for dx in 0..<factor {
          for y in 0..<height {
            body(((channel * height + y) * factor + dy) * width * factor + dx, depth)
            depth += width
          }
        }
      }
    }
  }
}
