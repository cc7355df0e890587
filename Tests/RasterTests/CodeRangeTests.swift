import Raster
import TestSupport
import Testing

@Suite("Ranges of code values") struct CodeRangeTests {
  /// All code values of a depth, as luma and as chroma of a picture.
  private func ramp(_ bits: Int, _ range: CodeRange) -> Picture {
    let plane = Plane(width: 1 << bits, height: 1, samples: (0..<(1 << bits)).map { Float($0) })
    return Picture(
      luma: plane, chroma: Picture.Chroma(cb: plane, cr: plane), rgb: nil, bitDepth: bits, range: range)
  }

  /// BT.709-6, item 4.6: black 16, white 235, chroma 16 to 240; times 2^(bits − 8).
  @Test(arguments: [8, 10, 12, 16]) func endsAndMiddlesAreWhereTheStandardHasThem(bits: Int) throws {
    let (peak, step) = ((1 << bits) - 1, Float(1 << (bits - 8)))
    let limited = ramp(bits, .full).converted(to: .limited)
    #expect(limited.range == .limited && limited.bitDepth == bits)
    #expect(limited.luma[0, 0] == 16 * step && limited.luma[peak, 0] == 235 * step)
    let cb = try #require(limited.chroma).cb
    #expect(cb[1 << (bits - 1), 0] == 128 * step)
    // Chroma is symmetric about the middle, which a full range of an even number of values is not quite.
    #expect(abs(cb[0, 0] - 16 * step) <= 0.5 * step && cb[peak, 0] == (240 * step).rounded())

    let full = ramp(bits, .limited).converted(to: .full)
    #expect(full.luma[16 << (bits - 8), 0] == 0 && full.luma[235 << (bits - 8), 0] == Float(peak))
    #expect(full.luma[0, 0] == 0 && full.luma[peak, 0] == Float(peak), "what lies outside is clipped")
    #expect(try #require(full.chroma).cr[1 << (bits - 1), 0] == 128 * step)
  }

  /// FFmpeg n9.0.2, `scale=out_range=tv` on 8 bits, 2026-11-30: of the 164 code values of a photograph's luma every one is
  /// rounded to the nearest.
  @Test func codesAreRoundedToTheNearest() {
    let limited = ramp(8, .full).converted(to: .limited)
    for code in 0..<256 { #expect(Int(limited.luma[code, 0]) == (code * 219 + 16 * 255 + 127) / 255, "\(code)") }
    let there = limited.converted(to: .full)
    for code in 0..<256 { #expect(abs(there.luma[code, 0] - Float(code)) <= 1) }
    let same = ramp(8, .full).converted(to: .full)
    #expect(same.luma == ramp(8, .full).luma)
  }

  /// What reads R'G'B' sees the colours that the file has, whatever range the codes are scored in.
  @Test(arguments: [8, 10]) func coloursAreDecodedInTheirOwnRange(bits: Int) {
    let peak = Double((1 << bits) - 1)
    for (red, green, blue) in [(255.0, 0.0, 0.0), (17, 130, 201), (0, 255, 255), (90, 90, 90), (255, 255, 255)] {
      let y = BT709.redWeight * red + BT709.greenWeight * green + BT709.blueWeight * blue
      func plane(_ value: Double) -> Plane<Float> { Plane(width: 2, height: 2, repeating: Float(value.rounded())) }
      let half = Double(1 << (bits - 1))
      let picture = Picture(
        luma: plane(y / 255 * peak),
        chroma: Picture.Chroma(
          cb: plane(min((blue - y) / 1.8556 / 255 * peak + half, peak)),
          cr: plane(min((red - y) / 1.5748 / 255 * peak + half, peak))),
        rgb: nil, bitDepth: bits, range: .full)
      let seen = BT709.rgbPlanes(of: picture)
      // Half a code value of luma and of chroma each.
      let tolerance = Float(0.5 * (1 + 1.8556) * 256 / (peak + 1)) + 0.01
      #expect(abs(seen.red[0, 0] - Float(red)) < tolerance)
      #expect(abs(seen.green[0, 0] - Float(green)) < tolerance)
      #expect(abs(seen.blue[0, 0] - Float(blue)) < tolerance)
      let converted = BT709.rgbPlanes(of: picture.converted(to: .limited))
      #expect(converted.red == seen.red && converted.green == seen.green && converted.blue == seen.blue)
    }
    let grey = Picture(
      luma: Plane(width: 1, height: 1, repeating: Float(peak)), chroma: nil, rgb: nil, bitDepth: bits, range: .full)
    #expect(BT709.rgbPlanes(of: grey).green[0, 0] == 255)
  }
}
