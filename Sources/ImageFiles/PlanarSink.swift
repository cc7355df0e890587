import Raster

/// Where a decoder puts its rows: three planes (or one, for grey) that are filled from interleaved samples.
///
/// Alpha is composited on the way, on white, in gamma-coded values as browsers do: `c = s·α + peak·(1 − α)`, rounded.
struct PlanarSink {
  private let red: UnsafeMutablePointer<UInt16>
  private let green: UnsafeMutablePointer<UInt16>
  private let blue: UnsafeMutablePointer<UInt16>
  private let count: Int
  /// A pixel with less than full alpha was seen.
  private(set) var sawTransparency = false

  /// The remark that goes with `sawTransparency`.
  static let transparencyNote = "transparent pixels composited on white"

  /// Builds an image whose planes are filled by `fill`; grey images share one plane among the three colours.
  ///
  /// Memory is touched only where `fill` writes, so a file that ends early costs little. `fill` must write every pixel
  /// or throw.
  static func image(
    width: Int, height: Int, bitDepth: Int, isGrey: Bool,
    fill: (inout PlanarSink) throws(ImageFileError) -> Void
  ) throws(ImageFileError) -> (image: RGBImage, sawTransparency: Bool) {
    let count = width * height
    var failure: ImageFileError?
    var sawTransparency = false
    func run(_ r: UnsafeMutablePointer<UInt16>, _ g: UnsafeMutablePointer<UInt16>, _ b: UnsafeMutablePointer<UInt16>) {
      var sink = PlanarSink(red: r, green: g, blue: b, count: count)
      do throws(ImageFileError) {
        try fill(&sink)
        sawTransparency = sink.sawTransparency
      } catch {
        failure = error
      }
    }
    func samples(_ body: (UnsafeMutablePointer<UInt16>) -> Void) -> [UInt16] {
      [UInt16](unsafeUninitializedCapacity: count) { buffer, initialized in
        if let base = buffer.baseAddress { body(base) }
        initialized = failure == nil ? count : 0
      }
    }
    var red: [UInt16] = []
    var green: [UInt16] = []
    var blue: [UInt16] = []
    if isGrey {
      red = samples { plane in run(plane, plane, plane) }
      green = red
      blue = red
    } else {
      red = samples { r in
        green = samples { g in
          blue = samples { b in run(r, g, b) }
        }
      }
    }
    if let failure { throw failure }
    func plane(_ samples: [UInt16]) -> Plane<UInt16> { Plane(width: width, height: height, samples: samples) }
    return (RGBImage(red: plane(red), green: plane(green), blue: plane(blue), bitDepth: bitDepth), sawTransparency)
  }

  /// Puts `pixels` pixels of 8 or 16 bits at `offset`.
  /// - Complexity: O(pixels)
  mutating func put<Sample: FixedWidthInteger & UnsignedInteger>(
    _ source: UnsafePointer<Sample>, pixels: Int, layout: PixelLayout, at offset: Int
  ) {
    precondition(offset >= 0 && pixels >= 0 && offset + pixels <= count, "samples outside the image")
    let red = red + offset
    let green = green + offset
    let blue = blue + offset
    let stride = layout.stride
    if let alpha = layout.alpha {
      let peak = UInt32(Sample.max)
      var allAlpha = Sample.max
      for index in 0..<pixels {
        let pixel = source + index * stride
        let a = UInt32(pixel[alpha.index])
        allAlpha &= pixel[alpha.index]
        func composite(_ sample: Sample) -> UInt16 {
          let s = UInt32(sample)
          if alpha.isPremultiplied { return UInt16(min(s + peak - a, peak)) }
          // At most 65535² + 32767, which fits.
          return UInt16((s * a + peak * (peak - a) + peak / 2) / peak)
        }
        red[index] = composite(pixel[0])
        if !layout.isGrey {
          green[index] = composite(pixel[1])
          blue[index] = composite(pixel[2])
        }
      }
      if allAlpha != Sample.max { sawTransparency = true }
    } else if layout.isGrey {
      for index in 0..<pixels { red[index] = UInt16(source[index * stride]) }
    } else if stride == 3 {
      for index in 0..<pixels {
        red[index] = UInt16(source[index * 3])
        green[index] = UInt16(source[index * 3 + 1])
        blue[index] = UInt16(source[index * 3 + 2])
      }
    } else {
      for index in 0..<pixels {
        red[index] = UInt16(source[index * stride])
        green[index] = UInt16(source[index * stride + 1])
        blue[index] = UInt16(source[index * stride + 2])
      }
    }
  }
}
