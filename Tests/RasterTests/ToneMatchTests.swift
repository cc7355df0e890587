import Raster
import TestSupport
import Testing

@Suite("Match of tone") struct ToneMatchTests {
  private static let reference = ramp { 40 + Double($0 % 160) }

  /// Grey levels that no change of tone below clips.
  private static func ramp(_ level: (Int) -> Double) -> RGBImage {
    let plane = Plane<UInt16>(
      width: 40, height: 32, samples: (0..<(40 * 32)).map { UInt16(min(max(level($0).rounded(), 0), 255)) })
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
  }

  private static func match(_ level: (Double) -> Double) -> ToneMatch? {
    ToneMatch(of: picture(level), against: BT709.picture(reference).luma)
  }

  private static func picture(_ level: (Double) -> Double) -> Picture {
    BT709.picture(ramp { level(40 + Double($0 % 160)) })
  }

  @Test func thereIsNoneWhereLittleMoves() {
    #expect(Self.match { $0 } == nil)
    // Noise without a change of tone, and a change below half a code value.
    #expect(Self.match { $0 + (Int($0) % 2 == 0 ? 3 : -3) } == nil)
    #expect(Self.match { 1.003 * ($0 - 119) + 119 } == nil)
  }

  @Test(arguments: [(1.0, 20.0), (1, -39), (0.8, 0), (1.3, -4), (0.6, 12)])
  func gainAndShiftAreFound(_ contrast: Double, _ shift: Double) throws {
    let change: (Double) -> Double = { contrast * ($0 - 119.5) + 119.5 + shift }
    let match = try #require(Self.match(change))
    #expect(abs(match.gain - 1 / contrast) < 0.01 && abs(match.shift - shift) < 0.3)
    // What comes back is the reference, up to the rounding to whole levels of a stretched picture.
    let back = match.applied(to: Self.picture(change)).luma.samples
    let luma = BT709.picture(Self.reference).luma.samples
    #expect(zip(back, luma).allSatisfy { abs($0 - $1) <= Float(0.5 / contrast + 1.5) })
  }

  /// No more is taken out than people were asked about: a gain of 2/3 to 2, and 40 levels.
  @Test func theMatchIsBounded() throws {
    let flat = try #require(Self.match { 0.1 * ($0 - 119.5) + 119.5 })
    #expect(flat.gain == 2)
    let steep = try #require(Self.match { 1.8 * ($0 - 119.5) + 119.5 })
    #expect(steep.gain == 1 / 1.5)
    let inverted = try #require(Self.match { 239 - $0 })
    #expect(inverted.gain == 1 / 1.5)
    let dark = try #require(Self.match { 0.4 * $0 - 10 })
    #expect(dark.shift < -80)
    let mean = Double(dark.applied(to: Self.picture { 0.4 * $0 - 10 }).luma.samples.reduce(0, +)) / (40 * 32)
    let before = Double(Self.picture { 0.4 * $0 - 10 }.luma.samples.reduce(0, +)) / (40 * 32)
    #expect((mean - before) / BT709.lumaPerGreyLevel < 41)
  }

  @Test func aFlatPictureKeepsItsContrast() throws {
    let match = try #require(Self.match { _ in 100 })
    #expect(match.gain == 1 && abs(match.shift + 19.5) < 0.5)
  }

  /// What luma codes round away is no tone: an honest encode of ordinary quality is read as it is.
  @Test func matchedPicturesHaveWholeLevels() throws {
    let change: (Double) -> Double = { 0.9 * $0 + 7 }
    let matched = try #require(Self.match(change)).applied(to: Self.picture(change))
    let rgb = try #require(matched.rgb)
    #expect(rgb.red.samples.allSatisfy { $0 == $0.rounded() && (0...255).contains($0) })
  }
}
