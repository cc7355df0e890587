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
}
