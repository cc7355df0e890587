/// Space to depth and back: a `factor × factor` block of samples becomes `factor²` channels.
///
/// The two directions are inverse and adjoint to each other. (Shi et al., "Real-time single image and video
/// super-resolution using an efficient sub-pixel convolutional neural network", CVPR 2016.)
enum BlockShuffle {
  /// - Precondition: height and width are multiples of `factor`.
  /// - Complexity: O(count)
  static func spaceToDepth(_ input: FeatureMap, factor: Int) -> FeatureMap {
    precondition(input.height % factor == 0 && input.width % factor == 0)
    let height = input.height / factor
    let width = input.width / factor
    return FeatureMap(channels: input.channels * factor * factor, height: height, width: width) { values in
      input.values.withUnsafeBufferPointer { source in
        var to = 0
        for channel in 0..<input.channels {
          for dy in 0..<factor {
            for dx in 0..<factor {
              for y in 0..<height {
                let from = (channel * input.height + y * factor + dy) * input.width + dx
                for x in 0..<width { values[to + x] = source[from + x * factor] }
                to += width
              }
            }
          }
        }
      }
    }
  }

  /// - Precondition: channels are a multiple of `factor²`.
  /// - Complexity: O(count)
  static func depthToSpace(_ input: FeatureMap, factor: Int) -> FeatureMap {
    precondition(input.channels % (factor * factor) == 0)
    let channels = input.channels / (factor * factor)
    let height = input.height * factor
    let width = input.width * factor
    return FeatureMap(channels: channels, height: height, width: width) { values in
      input.values.withUnsafeBufferPointer { source in
        var from = 0
        for channel in 0..<channels {
          for dy in 0..<factor {
            for dx in 0..<factor {
              for y in 0..<input.height {
                let to = (channel * height + y * factor + dy) * width + dx
                for x in 0..<input.width { values[to + x * factor] = source[from + x] }
                from += input.width
              }
            }
          }
        }
      }
    }
  }
}
