import Raster
import TestSupport
import Testing

@testable import HonestCodecs

@Suite("The 9/7 wavelet") struct Wavelet97Tests {
  static func noise(_ width: Int, _ height: Int, seed: UInt64 = 1) -> Plane<Float> {
    var random = SeededRandom(seed: seed)
    return Plane(
      width: width, height: height, samples: (0..<width * height).map { _ in Float(255 * random.uniform()) })
  }

  /// Lines, single columns, odd and even sides, sides below two to the power of the levels.
  @Test(arguments: [(1, 1), (1, 9), (9, 1), (2, 2), (3, 5), (8, 8), (17, 33), (64, 48), (101, 70)])
  func theInverseGivesThePictureBack(width: Int, height: Int) {
    let plane = Self.noise(width, height)
    var coded = plane
    Wavelet97.forward(&coded, levels: 5)
    if width * height > 1 { #expect(coded.samples != plane.samples) }
    Wavelet97.inverse(&coded, levels: 5)
    // Float holds 255 to 3e-5; five levels of four steps each way add up to a few of that.
    for (found, expected) in zip(coded.samples, plane.samples) { #expect(abs(found - expected) < 2e-3) }
  }

  /// Sides of one and two, odd ones, and more columns than a strip has.
  @Test(arguments: [(1, 9), (9, 1), (2, 2), (3, 5), (17, 33), (64, 48), (65, 3), (101, 70), (200, 131)])
  func bothWaysAreThePlainTwins(width: Int, height: Int) {
    var (fast, plain) = (Self.noise(width, height, seed: 2), Self.noise(width, height, seed: 2))
    Wavelet97.forward(&fast, levels: 5)
    PlainWavelet97.forward(&plain, levels: 5)
    #expect(fast == plain)
    Wavelet97.inverse(&fast, levels: 5)
    PlainWavelet97.inverse(&plain, levels: 5)
    #expect(fast == plain)
  }

  /// The published filters: low-pass taps with a sum of √2 here, high-pass taps with four vanishing moments.
  @Test func anImpulseGivesThePublishedTaps() {
    // Response of the low half's sample 8 to impulses at all places of a line: the analysis low-pass filter.
    let taps = (0..<32).map { place -> Float in
      var line = Plane<Float>(width: 32, height: 1, repeating: 0)
      line.samples[place] = 1
      Wavelet97.forward(&line, levels: 1)
      return line.samples[8]
    }
    // ITU-T T.800, table F.2 and Cohen, Daubechies, Feauveau (1992): 0.602949, 0.266864, −0.078223, −0.016864, 0.026749.
    let published: [Float] = [0.6029490, 0.2668641, -0.0782233, -0.0168641, 0.0267488]
    for offset in -8...8 {
      let tap = abs(offset) < published.count ? published[abs(offset)] * Float(2).squareRoot() : 0
      #expect(abs(taps[16 + offset] - tap) < 1e-5, "\(offset): \(taps[16 + offset])")
    }
  }

  /// Cubic ramps leave nothing in the details, away from the ends.
  @Test func detailsVanishOnCubics() {
    var line = Plane<Float>(
      width: 64, height: 1,
      samples: (0..<64).map { place in
        let x = Float(place - 32) / 32
        return 40 * x * x * x - 25 * x * x + 60 * x + 7
      })
    Wavelet97.forward(&line, levels: 1)
    for place in 36..<60 { #expect(abs(line.samples[place]) < 1e-4) }
    #expect(abs(line.samples[63]) > 1e-3, "the mirrored end is no cubic")
  }

  /// What one unit of each band is in the picture, measured: the table.
  @Test func normsAreThoseOfTheBasisPictures() {
    func norm(_ x: Int, _ y: Int) -> Float {
      var plane = Plane<Float>(width: 512, height: 512, repeating: 0)
      plane[x, y] = 1
      Wavelet97.inverse(&plane, levels: 5)
      return Float(plane.samples.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot())
    }
    for (level, norms) in Wavelet97.norms.enumerated() {
      let half = 512 >> (level + 1)
      #expect(abs(norm(half + half / 2, half / 2) - norms.oneWay) < 1e-3, "\(level)")
      #expect(abs(norm(half / 2, half + half / 2) - norms.oneWay) < 1e-3, "\(level)")
      #expect(abs(norm(half + half / 2, half + half / 2) - norms.bothWays) < 1e-3, "\(level)")
    }
    #expect(abs(norm(8, 8) - Wavelet97.coarsestNorm) < 1e-3)
  }
}
