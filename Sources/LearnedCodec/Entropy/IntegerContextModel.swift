/// `ContextModel` in integers: the same two linear maps with weights in units of 1/256.
///
/// Weights come from the checkpoint's half-precision numbers by an exact product and rounding, sums wrap in 32 bits:
/// every machine finds the same contexts.
package struct IntegerContextModel: Sendable, Equatable {
  /// Binary digits after the point of weights, means and scales.
  static let fractionBits: Int32 = 8

  let channels: Int
  let rates: Int
  /// Weights on earlier channels, `[input][tap][output]`: outputs lie together, because one latent updates them all.
  let meanWeights: [Int32]
  let scaleWeights: [Int32]
  /// Weights on the four earlier places of the same channel, `[channel][tap]`.
  let ownMean: [Int32]
  let ownScale: [Int32]
  /// `[rate][channel]`.
  let scaleBias: [Int32]

  /// Rounds a trained model's weights.
  package init(_ model: ContextModel, _ parameters: [Float]) {
    channels = model.channels
    rates = model.rates
    let channels = channels
    func fixed(_ index: Int) -> Int32 {
      let value = parameters[index] * Float(1 << Self.fractionBits)
      return Int32(max(-32768, min(32767, value.rounded())))
    }
    func earlier(_ range: Range<Int>) -> [Int32] {
      var table = [Int32](repeating: 0, count: channels * 9 * channels)
      for output in 0..<channels {
        for input in 0..<output {
          for tap in 0..<9 {
            table[(input * 9 + tap) * channels + output] = fixed(
              range.lowerBound + (output * channels + input) * 9 + tap)
          }
        }
      }
      return table
    }
    func own(_ range: Range<Int>) -> [Int32] {
      (0..<(channels * 4)).map { fixed(range.lowerBound + ($0 / 4 * channels + $0 / 4) * 9 + $0 % 4) }
    }
    meanWeights = earlier(model.mean)
    scaleWeights = earlier(model.scale)
    ownMean = own(model.mean)
    ownScale = own(model.scale)
    scaleBias = model.scaleBias.map(fixed)
  }
}

/// Means and scales of all latents of a picture, growing as latents become known.
struct ContextSums {
  private let model: IntegerContextModel
  private let width: Int
  private let height: Int
  /// `[position][channel]`: what earlier channels contribute.
  private var means: [Int32]
  private var scales: [Int32]

  init(_ model: IntegerContextModel, width: Int, height: Int, rate: Int) {
    self.model = model
    self.width = width
    self.height = height
    means = [Int32](repeating: 0, count: width * height * model.channels)
    let bias = model.scaleBias[(rate * model.channels)..<((rate + 1) * model.channels)]
    scales = []
    scales.reserveCapacity(means.count)
    for _ in 0..<(width * height) { scales.append(contentsOf: bias) }
  }

  /// Mean and scale of one latent, in units of 1/256; `plane` holds what of its channel is known.
  /// - Complexity: O(1)
  func context(channel: Int, x: Int, y: Int, plane: UnsafePointer<Int32>) -> (mean: Int32, scale: Int32) {
    let place = (y * width + x) * model.channels + channel
    var mean = means[place]
    var scale = scales[place]
    func add(_ tap: Int, _ value: Int32) {
      mean &+= model.ownMean[channel * 4 + tap] &* value
      scale &+= model.ownScale[channel * 4 + tap] &* abs(value)
    }
    if y > 0 {
      let above = plane + (y - 1) * width + x
      if x > 0 { add(0, above[-1]) }
      add(1, above[0])
      if x + 1 < width { add(2, above[1]) }
    }
    if x > 0 { add(3, plane[y * width + x - 1]) }
    return (mean, scale)
  }

  /// Tells later channels of a finished channel.
  /// - Complexity: O(nonzero latents · channels)
  mutating func finish(channel: Int, plane: UnsafePointer<Int32>) {
    let first = channel + 1
    let count = model.channels - first
    guard count > 0 else { return }
    let channels = model.channels
    means.withUnsafeMutableBufferPointer { means in
      scales.withUnsafeMutableBufferPointer { scales in
        model.meanWeights.withUnsafeBufferPointer { meanWeights in
          model.scaleWeights.withUnsafeBufferPointer { scaleWeights in
            for y in 0..<height {
              for x in 0..<width {
                let value = plane[y * width + x]
                guard value != 0 else { continue }
                let magnitude = abs(value)
                for tap in 0..<9 {
                  // The output whose tap this latent is.
                  let targetY = y + 1 - tap / 3
                  let targetX = x + 1 - tap % 3
                  guard targetY >= 0 && targetY < height && targetX >= 0 && targetX < width else { continue }
                  let target = (targetY * width + targetX) * channels + first
                  let weights = (channel * 9 + tap) * channels + first
                  for index in 0..<count {
                    means[target + index] &+= meanWeights[weights + index] &* value
                    scales[target + index] &+= scaleWeights[weights + index] &* magnitude
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
