import Raster

/// Encodes as a wavelet coder makes them, for honest ladders: what JPEG 2000 does to a picture, without its bitstream.
///
/// Y'CbCr of JPEG (full range), five levels of the 9/7 wavelet, a quantiser with a dead zone of two steps, values put in
/// the middle of their step. What rate control and entropy coding of JPEG 2000 add changes the size of an encode, and
/// hardly the picture at equal step. A quality of 0 is a step of 512, of 100 one of 2; 12.5 of quality halve it.
///
/// As JPEG 2000 does it, the step of a band or plane is divided by the norm of what one unit of it is in the picture, so that
/// all steps cost the same squared error. Chroma has twice that, as video encoders quantise it at 4:4:4 (six QP above luma
/// are its double step). With equal steps the ladders had no rung whose chroma is as coarse as in honest HEVC
/// (docs/metrics.md, "Calibration").
/// Source: ITU-T T.800 (2002), annexes E, F and G.3.
enum WaveletCoder {
  static let qualities = 0...100
  static let levels = 5
  /// What chroma's step is multiplied with.
  static let chromaStep: Float = 2
  /// The norms of one unit of Y, Cb and Cr in R, G and B.
  private static let planeNorms: (y: Float, cb: Float, cr: Float) = (1.7320508, 1.8050799, 1.5734069)

  /// The quantiser's step at a quality.
  static func step(quality: Int) -> Float {
    // 2 to the power of halves of a quarter, by repeated roots: the same bits on every machine.
    var step: Float = 512
    for _ in 0..<(quality / 25) { step /= 4 }
    for _ in 0..<(quality % 25) { step *= stepRatio }
    return step
  }

  /// 2 to the power of −2/25.
  private static let stepRatio: Float = 0.9460576

  /// The encode's pixels, 8 bits.
  /// - Complexity: O(pixels)
  static func roundTrip(_ image: RGBImage, quality: Int) -> RGBImage {
    var (luma, cb, cr) = planes(of: image.reducedTo8Bits)
    let step = step(quality: quality)
    code(&luma, step: step)
    code(&cb, step: step * chromaStep * planeNorms.y / planeNorms.cb)
    code(&cr, step: step * chromaStep * planeNorms.y / planeNorms.cr)
    return Self.image(luma, cb, cr)
  }

  /// Y'CbCr of an image of 8 bits, 0 in the middle.
  private static func planes(of image: RGBImage) -> (luma: Plane<Float>, cb: Plane<Float>, cr: Plane<Float>) {
    image.red.samples.withUnsafeBufferPointer { red in
      image.green.samples.withUnsafeBufferPointer { green in
        image.blue.samples.withUnsafeBufferPointer { blue in
          let luma = plane(image.width, image.height) {
            0.299 * (Float(red[$0]) - 128) + 0.587 * (Float(green[$0]) - 128) + 0.114 * (Float(blue[$0]) - 128)
          }
          return luma.samples.withUnsafeBufferPointer { y in
            (
              luma, plane(image.width, image.height) { (Float(blue[$0]) - 128 - y[$0]) / 1.772 },
              plane(image.width, image.height) { (Float(red[$0]) - 128 - y[$0]) / 1.402 }
            )
          }
        }
      }
    }
  }

  /// The image of 8 bits.
  private static func image(_ luma: Plane<Float>, _ cb: Plane<Float>, _ cr: Plane<Float>) -> RGBImage {
    luma.samples.withUnsafeBufferPointer { y in
      cb.samples.withUnsafeBufferPointer { cb in
        cr.samples.withUnsafeBufferPointer { cr in
          func red(_ index: Int) -> Float { y[index] + 1.402 * cr[index] }
          func blue(_ index: Int) -> Float { y[index] + 1.772 * cb[index] }
          return RGBImage(
            red: plane(luma.width, luma.height) { level(red($0)) },
            green: plane(luma.width, luma.height) {
              level((y[$0] - 0.299 * red($0) - 0.114 * blue($0)) / 0.587)
            },
            blue: plane(luma.width, luma.height) { level(blue($0)) }, bitDepth: 8)
        }
      }
    }
  }

  /// A plane, written once from the first sample to the last: a loop that the compiler turns into vectors.
  @inline(__always)
  private static func plane<Sample>(_ width: Int, _ height: Int, _ sample: (Int) -> Sample) -> Plane<Sample> {
    Plane(
      width: width, height: height,
      samples: [Sample](unsafeUninitializedCapacity: width * height) { target, count in
        for index in 0..<(width * height) { target.initializeElement(at: index, to: sample(index)) }
        count = width * height
      })
  }

  /// The nearest code value. Adding 2²³ to a whole number leaves it in the last bits of the sum.
  @inline(__always)
  private static func level(_ value: Float) -> UInt16 {
    UInt16(truncatingIfNeeded: (min(max((value + 128).rounded(), 0), 255) + 0x1p23).bitPattern)
  }

  private static func code(_ plane: inout Plane<Float>, step: Float) {
    Wavelet97.forward(&plane, levels: levels)
    var (width, height) = (plane.width, plane.height)
    for norms in Wavelet97.norms.prefix(levels) {
      let (low, top) = ((width + 1) / 2, (height + 1) / 2)
      quantise(&plane, columns: low..<width, rows: 0..<top, step: step / norms.oneWay)
      quantise(&plane, columns: 0..<low, rows: top..<height, step: step / norms.oneWay)
      quantise(&plane, columns: low..<width, rows: top..<height, step: step / norms.bothWays)
      (width, height) = (low, top)
    }
    quantise(&plane, columns: 0..<width, rows: 0..<height, step: step / Wavelet97.coarsestNorm)
    Wavelet97.inverse(&plane, levels: levels)
  }

  private static func quantise(_ plane: inout Plane<Float>, columns: Range<Int>, rows: Range<Int>, step: Float) {
    let width = plane.width
    plane.samples.withUnsafeMutableBufferPointer { samples in
      for y in rows {
        for index in (y * width + columns.lowerBound)..<(y * width + columns.upperBound) {
          let value = samples[index]
          let bin = (abs(value) / step).rounded(.down)
          samples[index] = bin == 0 ? 0 : (value < 0 ? -1 : 1) * (bin + 0.5) * step
        }
      }
    }
  }
}
