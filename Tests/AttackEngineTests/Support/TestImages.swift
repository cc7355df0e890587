import Raster

@testable import AttackEngine

/// A grey image of blurred noise with strong contrast: texture some pixels wide, so that blurs of different radius differ.
func texturedImage(width: Int = 64, height: Int = 48) -> RGBImage {
  var random = SeededRandom(seed: 5)
  let noise = SeededNoise.plane(width: width, height: height, fineness: 2, random: &random).map { abs($0) }
  let smooth = GaussianBlur(sigma: 1).blurred(noise)
  let mean = smooth.samples.reduce(0, +) / Float(smooth.count)
  let size = VectorKernels.rootMeanSquare(smooth.samples.map { $0 - mean })
  let plane = smooth.map { UInt16(min(max(128 + ($0 - mean) / Float(size) * 35, 0), 255).rounded()) }
  return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
}

/// Small colour images for attacks: a seeded mixture of slopes and texture, away from black and white by `margin`.
func testImage(width: Int = 48, height: Int = 40, margin: Double = 60, seed: UInt64 = 7) -> RGBImage {
  var random = SeededRandom(seed: seed)
  let span = 255 - 2 * margin
  func plane(_ slope: Double) -> Plane<UInt16> {
    Plane(
      width: width, height: height,
      samples: (0..<(width * height)).map { index in
        let (x, y) = (Double(index % width) / Double(width), Double(index / width) / Double(height))
        let ramp = x * slope + y * (1 - slope)
        return UInt16((margin + span * (0.8 * ramp + 0.2 * random.uniform())).rounded())
      })
  }
  return RGBImage(red: plane(0.2), green: plane(0.5), blue: plane(0.9), bitDepth: 8)
}

/// The image with seeded noise of up to `levels` added to each channel alike, clipped.
func noisy(_ image: RGBImage, levels: Int, seed: UInt64 = 11) -> RGBImage {
  var random = SeededRandom(seed: seed)
  var result = image
  for index in 0..<image.red.count {
    let step = Int((random.uniform() * 2 - 1) * Double(levels + 1))
    func moved(_ value: UInt16) -> UInt16 { UInt16(min(max(Int(value) + step, 0), 255)) }
    result.red.samples[index] = moved(image.red.samples[index])
    result.green.samples[index] = moved(image.green.samples[index])
    result.blue.samples[index] = moved(image.blue.samples[index])
  }
  return result
}

/// The mean squared difference of luma as metrics see it.
func lumaError(_ a: RGBImage, _ b: RGBImage) -> Double {
  let (left, right) = (BT709.picture(a).luma, BT709.picture(b).luma)
  var sum = 0.0
  for index in 0..<left.count {
    let difference = Double(left.samples[index] - right.samples[index])
    sum += difference * difference
  }
  return sum / Double(left.count)
}

/// The image with its first columns all one grey.
func flattened(_ image: RGBImage, columns: Int) -> RGBImage {
  var result = image
  for index in 0..<image.red.count where index % image.width < columns {
    result.red.samples[index] = 90
    result.green.samples[index] = 90
    result.blue.samples[index] = 90
  }
  return result
}
