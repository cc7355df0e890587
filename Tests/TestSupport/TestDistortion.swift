import Raster

/// Degradations of known kinds for `TestScene`, repeatable to the bit.
public enum TestDistortion: Sendable {
  /// `passes` passes of the binomial window 1-2-1 in both directions.
  case blur(passes: Int)
  /// Independent noise of the given standard deviation (in 8-bit levels) in every channel: the sum of four uniforms.
  case noise(deviation: Double, seed: UInt64)
  /// 8×8 Walsh–Hadamard coefficients of every channel rounded to multiples of `step` levels: blocks and ringing.
  case blocks(step: Double)
  /// Distance from mid-grey multiplied by a gain.
  case contrast(gain: Double)
  /// Each colour moved towards its BT.709 grey by a share of the way.
  case desaturate(share: Double)
  /// Added levels.
  case shift(levels: Double)
  /// The difference from one blur pass, added `amount` times.
  case sharpen(amount: Double)

  /// The degraded image.
  public func applied(to image: RGBImage) -> RGBImage {
    let unit = image.bitDepth == 8 ? 1.0 : 257.0
    var channels = [image.red, image.green, image.blue].map { plane in plane.samples.map { Double($0) / unit } }
    let width = image.width
    let height = image.height
    switch self {
    case .blur(let passes):
      for _ in 0..<passes { channels = channels.map { Self.smoothed($0, width, height) } }
    case .noise(let deviation, let seed):
      var random = SeededRandom(seed: seed)
      // Four uniforms have variance 1/3.
      let scale = deviation * 3.0.squareRoot()
      channels = channels.map { channel in
        channel.map { value in
          value + scale * (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2)
        }
      }
    case .blocks(let step):
      channels = channels.map { Self.quantised($0, width, height, step: step) }
    case .contrast(let gain):
      channels = channels.map { channel in channel.map { 128 + ($0 - 128) * gain } }
    case .desaturate(let share):
      for index in 0..<(width * height) {
        let grey =
          BT709.redWeight * channels[0][index] + BT709.greenWeight * channels[1][index]
          + BT709.blueWeight * channels[2][index]
        for channel in 0..<3 { channels[channel][index] += (grey - channels[channel][index]) * share }
      }
    case .shift(let levels):
      channels = channels.map { channel in channel.map { $0 + levels } }
    case .sharpen(let amount):
      channels = channels.map { channel in
        zip(channel, Self.smoothed(channel, width, height)).map { $0 + amount * ($0 - $1) }
      }
    }
    func plane(_ samples: [Double]) -> Plane<UInt16> {
      Plane(width: width, height: height, samples: samples.map { UInt16((min(max($0, 0), 255) * unit).rounded()) })
    }
    return RGBImage(
      red: plane(channels[0]), green: plane(channels[1]), blue: plane(channels[2]), bitDepth: image.bitDepth)
  }

  private static func smoothed(_ samples: [Double], _ width: Int, _ height: Int) -> [Double] {
    var across = samples
    for y in 0..<height {
      for x in 0..<width {
        let left = samples[y * width + max(x - 1, 0)]
        let right = samples[y * width + min(x + 1, width - 1)]
        across[y * width + x] = 0.25 * (left + right) + 0.5 * samples[y * width + x]
      }
    }
    var result = across
    for y in 0..<height {
      for x in 0..<width {
        let above = across[max(y - 1, 0) * width + x]
        let below = across[min(y + 1, height - 1) * width + x]
        result[y * width + x] = 0.25 * (above + below) + 0.5 * across[y * width + x]
      }
    }
    return result
  }

  private static func quantised(_ samples: [Double], _ width: Int, _ height: Int, step: Double) -> [Double] {
    var result = samples
    for top in stride(from: 0, to: height, by: 8) {
      for left in stride(from: 0, to: width, by: 8) {
        var block = [Double](repeating: 0, count: 64)
        for y in 0..<8 {
          for x in 0..<8 { block[y * 8 + x] = samples[min(top + y, height - 1) * width + min(left + x, width - 1)] }
        }
        hadamard(&block)
        // The transform multiplies by 64 in all; a coefficient's unit is then 1/8 of a level per sample.
        for index in 0..<64 { block[index] = (block[index] / 8 / step).rounded() * step * 8 }
        hadamard(&block)
        for y in top..<min(top + 8, height) {
          for x in left..<min(left + 8, width) { result[y * width + x] = block[(y - top) * 8 + x - left] / 64 }
        }
      }
    }
    return result
  }

  private static func hadamard(_ block: inout [Double]) {
    for axis in [1, 8] {
      for line in 0..<8 {
        let base = line * (axis == 1 ? 8 : 1)
        var span = 1
        while span < 8 {
          for start in stride(from: 0, to: 8, by: 2 * span) {
            for offset in start..<(start + span) {
              let a = block[base + offset * axis]
              let b = block[base + (offset + span) * axis]
              block[base + offset * axis] = a + b
              block[base + (offset + span) * axis] = a - b
            }
          }
          span *= 2
        }
      }
    }
  }
}
