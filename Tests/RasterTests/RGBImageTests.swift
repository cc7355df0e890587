import Raster
import Testing

@Suite("R, G, B of 8 and 16 bits") struct RGBImageTests {
  private func grey(_ width: Int, _ height: Int, bitDepth: Int = 8, _ sample: (Int, Int) -> UInt16) -> RGBImage {
    let samples = (0..<height).flatMap { y in (0..<width).map { sample($0, y) } }
    let plane = Plane(width: width, height: height, samples: samples)
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: bitDepth)
  }

  @Test func sixteenBitsAreRoundedToTheNearestOfEight() {
    let deep = grey(256, 257, bitDepth: 16) { UInt16($1 * 255 + min($0, 255)) }
    let reduced = deep.reducedTo8Bits
    #expect(reduced.bitDepth == 8)
    for (sample, level) in zip(deep.red.samples, reduced.red.samples) {
      #expect(abs(Double(sample) / 257 - Double(level)) <= 0.5)
    }
    #expect(reduced.reducedTo8Bits == reduced)
  }

  @Test func planesAreRoundedAndClipped() {
    let plane = Plane<Float>(width: 6, height: 1, samples: [-3, 0.4, 0.5, 127.6, 254.5, 300])
    let image = RGBImage(rounding: RGBPlanes(red: plane, green: plane, blue: plane))
    #expect(image.green.samples == [0, 0, 1, 128, 255, 255] && image.bitDepth == 8)
  }

  @Test func theNarrowerOfTwoOppositeBordersCounts() {
    let textured = grey(64, 48) { UInt16(($0 * 37 + $1 * 101) % 256) }
    #expect(textured.flatBorder(tolerance: 2) == 0)
    func framed(left: Int, right: Int, noise: UInt16 = 0) -> RGBImage {
      grey(64, 48) { x, y in
        (left..<(64 - right)).contains(x) ? UInt16((x * 37 + y * 101) % 256) : 20 + (y % 2 == 0 ? noise : 0)
      }
    }
    #expect(framed(left: 9, right: 12).flatBorder(tolerance: 2) == 9)
    #expect(framed(left: 9, right: 0).flatBorder(tolerance: 2) == 0)
    #expect(framed(left: 9, right: 12, noise: 2).flatBorder(tolerance: 2) == 9)
    #expect(framed(left: 9, right: 12, noise: 3).flatBorder(tolerance: 2) == 0)
    #expect(grey(20, 10) { _, _ in 7 }.flatBorder(tolerance: 2) == 20)
  }

  @Test func aFitFindsALineAndHowWellItHolds() {
    let x = Plane<UInt16>(width: 200, height: 1, samples: (0..<200).map { UInt16($0) })
    let line = LinearFit(from: x, to: x.map { 3 * $0 + 11 })
    #expect(abs(line.slope - 3) < 1e-9 && abs(line.offset - 11) < 1e-9 && abs(line.correlation - 1) < 1e-12)
    #expect(abs(line.variance - (200 * 200 - 1) / 12.0) < 1e-9)
    let bent = LinearFit(from: x, to: x.map { $0 < 100 ? 0 : $0 })
    #expect(bent.correlation < 0.98)
    #expect(LinearFit(from: x, to: x.map { _ in 5 }).correlation.isNaN)
  }

  /// FNV-1a as published, over size, depth and samples: saved gates hold fingerprints, so it may not change.
  @Test func fingerprintsAreRepeatableAndTellPicturesApart() {
    let image = grey(3, 2) { UInt16($0 + 10 * $1) }
    #expect(image.fingerprint == Self.recorded)
    var other = image
    other.blue.samples[5] += 1
    #expect(other.fingerprint != image.fingerprint)
    #expect(grey(2, 3) { UInt16($0 + 10 * $1) }.fingerprint != image.fingerprint)
  }

  static let recorded = "b34d99115a1d6ecc"
}
