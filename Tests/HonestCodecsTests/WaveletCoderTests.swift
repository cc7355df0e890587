import Raster
import Scenes
import Testing

@testable import HonestCodecs

@Suite("The wavelet coder") struct WaveletCoderTests {
  static let image = Scene.harbour.image().cropped(x: 200, y: 100, width: 129, height: 96)

  static func error(_ a: RGBImage, _ b: RGBImage) -> Double {
    var sum = 0.0
    for (x, y) in zip([a.red, a.green, a.blue], [b.red, b.green, b.blue]) {
      for (u, v) in zip(x.samples, y.samples) {
        let difference = Double(u) - Double(v)
        sum += difference * difference
      }
    }
    return sum / Double(3 * a.width * a.height)
  }

  @Test func stepsHalveEveryTwelveAndAHalf() {
    #expect(WaveletCoder.step(quality: 0) == 512)
    #expect(WaveletCoder.step(quality: 50) == 32)
    #expect(abs(WaveletCoder.step(quality: 99) - 2.114) < 1e-3)
    #expect(WaveletCoder.step(quality: 100) == 2)
    for quality in 1...100 {
      #expect(WaveletCoder.step(quality: quality) < WaveletCoder.step(quality: quality - 1))
    }
  }

  @Test func errorFallsWithQuality() {
    let errors = [0, 20, 40, 60, 80, 100].map {
      Self.error(WaveletCoder.roundTrip(Self.image, quality: $0), Self.image)
    }
    for (worse, better) in zip(errors, errors.dropFirst()) { #expect(better < worse) }
    // Steps of 2 and 4 hardly show; hardly any picture is left at 512.
    #expect(errors[5] < 2)
    #expect(errors[0] > 100)
  }

  /// Grey stays grey: chroma of 0 has no bin to leave.
  @Test func greyStaysGrey() {
    let image = RGBImage(red: Self.image.red, green: Self.image.red, blue: Self.image.red, bitDepth: 8)
    let coded = WaveletCoder.roundTrip(image, quality: 30)
    #expect(coded.red == coded.green && coded.red == coded.blue && coded.red != image.red)
  }

  @Test func sixteenBitsAreReducedFirst() {
    func deep(_ plane: Plane<UInt16>) -> Plane<UInt16> { plane.map { $0 * 257 } }
    let image = RGBImage(
      red: deep(Self.image.red), green: deep(Self.image.green), blue: deep(Self.image.blue), bitDepth: 16)
    #expect(WaveletCoder.roundTrip(image, quality: 40) == WaveletCoder.roundTrip(Self.image, quality: 40))
  }

  /// One pixel and coefficient after the other: the twin of the loops over whole planes.
  static func plain(_ image: RGBImage, quality: Int) -> RGBImage {
    let (width, height) = (image.width, image.height)
    var planes = [Plane<Float>](repeating: Plane(width: width, height: height, repeating: 0), count: 3)
    for index in 0..<image.red.count {
      let (red, green) = (Float(image.red.samples[index]) - 128, Float(image.green.samples[index]) - 128)
      let blue = Float(image.blue.samples[index]) - 128
      let y = 0.299 * red + 0.587 * green + 0.114 * blue
      planes[0].samples[index] = y
      planes[1].samples[index] = (blue - y) / 1.772
      planes[2].samples[index] = (red - y) / 1.402
    }
    let step = WaveletCoder.step(quality: quality)
    // The norms of Y, Cb and Cr in R, G and B; chroma's step is double.
    let norms: [Float] = [1.7320508, 1.8050799, 1.5734069]
    for (index, norm) in norms.enumerated() {
      code(&planes[index], step: index == 0 ? step : step * 2 * norms[0] / norm)
    }
    var result = image
    for index in 0..<image.red.count {
      let y = planes[0].samples[index]
      let (red, blue) = (y + 1.402 * planes[2].samples[index], y + 1.772 * planes[1].samples[index])
      let green = (y - 0.299 * red - 0.114 * blue) / 0.587
      func level(_ value: Float) -> UInt16 { UInt16(min(max((value + 128).rounded(), 0), 255)) }
      result.red.samples[index] = level(red)
      result.green.samples[index] = level(green)
      result.blue.samples[index] = level(blue)
    }
    return result
  }

  private static func code(_ plane: inout Plane<Float>, step: Float) {
    Wavelet97.forward(&plane, levels: WaveletCoder.levels)
    var sizes = [(width: plane.width, height: plane.height)]
    for level in 0..<WaveletCoder.levels { sizes.append(((sizes[level].width + 1) / 2, (sizes[level].height + 1) / 2)) }
    for y in 0..<plane.height {
      for x in 0..<plane.width {
        // The finest level whose low band does not hold the place.
        let level = (0..<WaveletCoder.levels).first { x >= sizes[$0 + 1].width || y >= sizes[$0 + 1].height }
        var norm = Wavelet97.coarsestNorm
        if let level {
          let isBothWays = x >= sizes[level + 1].width && y >= sizes[level + 1].height
          norm = isBothWays ? Wavelet97.norms[level].bothWays : Wavelet97.norms[level].oneWay
        }
        let value = plane[x, y]
        let bin = (abs(value) / (step / norm)).rounded(.down)
        plane[x, y] = bin == 0 ? 0 : (value < 0 ? -1 : 1) * (bin + 0.5) * (step / norm)
      }
    }
    Wavelet97.inverse(&plane, levels: WaveletCoder.levels)
  }

  @Test(arguments: [0, 37, 80, 100]) func theLoopsAreThePlainTwins(quality: Int) {
    let small = Self.image.cropped(x: 3, y: 5, width: 45, height: 38)
    for image in [Self.image, small] {
      #expect(WaveletCoder.roundTrip(image, quality: quality) == Self.plain(image, quality: quality))
    }
  }
}
