import Raster
import TestSupport
import Testing

@Suite("BT.709") struct BT709Tests {
  // ITU-R BT.709-6, item 3.4 and 4.6: black 16, white 235, neutral chroma 128; 75 % bars from EBU Tech 3325.
  @Test(arguments: [
    (0, 0, 0, 16, 128, 128), (255, 255, 255, 235, 128, 128), (255, 0, 0, 63, 102, 240), (0, 255, 0, 173, 42, 26),
    (0, 0, 255, 32, 240, 118),
  ]) func primaries(r: Int, g: Int, b: Int, y: Int, cb: Int, cr: Int) throws {
    func plane(_ v: Int) -> Plane<UInt16> { Plane(width: 2, height: 1, repeating: UInt16(v)) }
    let picture = BT709.picture(RGBImage(red: plane(r), green: plane(g), blue: plane(b), bitDepth: 8))
    #expect(picture.luma[0, 0] == Float(y))
    #expect(try #require(picture.chroma).cb[1, 0] == Float(cb))
    #expect(try #require(picture.chroma).cr[1, 0] == Float(cr))
  }

  @Test func theInverseGivesEveryColourBack() {
    for red in stride(from: 0.0, through: 255, by: 17) {
      for green in stride(from: 0.0, through: 255, by: 17) {
        for blue in stride(from: 0.0, through: 255, by: 17) {
          let code = BT709.yCbCr(red: red, green: green, blue: blue)
          let back = BT709.rgb(y: code.y, cb: code.cb, cr: code.cr)
          #expect(abs(back.red - red) < 1e-10 && abs(back.green - green) < 1e-10 && abs(back.blue - blue) < 1e-10)
        }
      }
    }
  }

  /// A grey of any level has neutral chroma, and a step of one level is 219/255 code values.
  @Test func greysAreNeutral() {
    #expect(abs(BT709.redWeight + BT709.greenWeight + BT709.blueWeight - 1) < 1e-15)
    for level in 0...255 {
      let grey = Double(level)
      let code = BT709.yCbCr(red: grey, green: grey, blue: grey)
      #expect(abs(code.y - (16 + BT709.lumaPerGreyLevel * grey)) < 1e-12)
      #expect(abs(code.cb - 128) < 1e-12 && abs(code.cr - 128) < 1e-12)
    }
  }

  /// 16 bits are the same colours on a finer scale: 257 levels are one.
  @Test func bitDepthsAgree() throws {
    let eight = TestScene.image(width: 31, height: 17, seed: 4)
    func widened(_ plane: Plane<UInt16>) -> Plane<UInt16> { plane.map { $0 * 257 } }
    let sixteen = RGBImage(
      red: widened(eight.red), green: widened(eight.green), blue: widened(eight.blue), bitDepth: 16)
    let (a, b) = (BT709.picture(eight), BT709.picture(sixteen))
    #expect(a.luma == b.luma && a.chroma?.cb == b.chroma?.cb && a.chroma?.cr == b.chroma?.cr)
    #expect(a.bitDepth == 8 && b.bitDepth == 8)
    let red = try #require(b.rgb).red
    for (found, expected) in zip(red.samples, eight.red.samples) { #expect(abs(found - Float(expected)) < 1e-4) }
  }

  /// A picture's own R, G, B are handed back as they are.
  @Test func ownColoursAreKept() throws {
    let picture = BT709.picture(TestScene.image(width: 9, height: 7, seed: 1))
    let (own, found) = (try #require(picture.rgb), BT709.rgbPlanes(of: picture))
    #expect(found.red == own.red && found.green == own.green && found.blue == own.blue)
  }

  @Test func coloursOfYCbCrAreClipped() {
    func picture(_ y: Float, _ cb: Float, _ cr: Float) -> Picture {
      func plane(_ value: Float) -> Plane<Float> { Plane(width: 1, height: 1, repeating: value) }
      return Picture(luma: plane(y), chroma: .init(cb: plane(cb), cr: plane(cr)), rgb: nil, bitDepth: 8)
    }
    // Red's own code values, unrounded, and a red beyond the gamut.
    let red = BT709.yCbCr(red: 255, green: 0, blue: 0)
    let found = BT709.rgbPlanes(of: picture(Float(red.y), Float(red.cb), Float(red.cr)))
    #expect(abs(found.red[0, 0] - 255) < 1e-3 && found.green[0, 0] < 1e-3 && found.blue[0, 0] < 1e-3)
    let beyond = BT709.rgbPlanes(of: picture(235, 128, 240))
    #expect(beyond.red[0, 0] == 255 && beyond.green[0, 0] < 255 && beyond.blue[0, 0] == 255)
    let below = BT709.rgbPlanes(of: picture(0, 128, 128))
    #expect(below.red[0, 0] == 0 && below.green[0, 0] == 0 && below.blue[0, 0] == 0)
  }

  @Test func greyPicturesAreStretched() {
    let luma = Plane<Float>(width: 5, height: 1, samples: [0, 16, 125.5, 235, 255])
    let planes = BT709.rgbPlanes(of: Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: 8))
    #expect(planes.red == planes.green && planes.red == planes.blue)
    for (found, expected) in zip(planes.red.samples, [0, 0, 127.5, 255, 255] as [Float]) {
      #expect(abs(found - expected) < 1e-4)
    }
  }

  /// Subsampled chroma is sited at the centres of its blocks: between two centres it runs straight, beyond the outermost
  /// it stays, and a plane of one value stays that plane, whatever the size.
  @Test(arguments: [(8, 8, 4, 4), (7, 5, 4, 3), (8, 6, 8, 3), (9, 4, 3, 4), (1, 1, 1, 1)])
  func chromaIsInterpolatedBetweenCentres(width: Int, height: Int, chromaWidth: Int, chromaHeight: Int) {
    let luma = Plane<Float>(width: width, height: height, repeating: 126)
    let factor = (width + chromaWidth - 1) / chromaWidth
    // A ramp of one code value a luma column, at the blocks' centres.
    let ramp = Plane<Float>(
      width: chromaWidth, height: chromaHeight,
      samples: (0..<chromaHeight).flatMap { _ in
        (0..<chromaWidth).map { 120 + (Float($0) + 0.5) * Float(factor) - 0.5 }
      })
    let flat = Plane<Float>(width: chromaWidth, height: chromaHeight, repeating: 128)
    let found = BT709.rgbPlanes(
      of: Picture(luma: luma, chroma: .init(cb: flat, cr: ramp), rgb: nil, bitDepth: 8))
    for y in 0..<height {
      for x in 0..<width {
        let first = (Float(factor) - 1) / 2
        let cr = 120 + min(max(Float(x), first), first + Float((chromaWidth - 1) * factor))
        let expected = BT709.rgb(y: 126, cb: 128, cr: Double(cr))
        #expect(abs(found.red[x, y] - Float(expected.red)) < 1e-3, "\(x) \(y)")
        #expect(abs(found.green[x, y] - Float(expected.green)) < 1e-3, "\(x) \(y)")
        #expect(abs(found.blue[x, y] - Float(expected.blue)) < 1e-3, "\(x) \(y)")
      }
    }
  }

  /// One pixel after the other by `yCbCr` in Double: the twin of the kernels that take eight.
  struct Plain {
    var luma: [Float] = []
    var cb: [Float] = []
    var cr: [Float] = []
    var rgb: [[Float]] = [[], [], []]

    init(_ image: RGBImage) {
      let scale: Float = image.bitDepth == 8 ? 1 : 1 / 257
      for index in 0..<image.red.count {
        let levels = [image.red, image.green, image.blue].map { Float($0.samples[index]) * scale }
        let code = BT709.yCbCr(red: Double(levels[0]), green: Double(levels[1]), blue: Double(levels[2]))
        luma.append(Float(code.y.rounded()))
        cb.append(Float(code.cb.rounded()))
        cr.append(Float(code.cr.rounded()))
        for channel in 0..<3 { rgb[channel].append(levels[channel]) }
      }
    }
  }

  /// Every colour of 8 bits, to the last bit.
  @Test func everyColourIsThePlainTwins() throws {
    let side = 256
    func plane(_ sample: (Int) -> Int) -> Plane<UInt16> {
      Plane(width: side, height: side, samples: (0..<(side * side)).map { UInt16(sample($0)) })
    }
    let green = plane { $0 / side }
    let blue = plane { $0 % side }
    var wrong = 0
    for red in 0..<side {
      let picture = BT709.picture(RGBImage(red: plane { _ in red }, green: green, blue: blue, bitDepth: 8))
      let chroma = try #require(picture.chroma)
      for index in 0..<(side * side) {
        let code = BT709.yCbCr(red: Double(red), green: Double(index / side), blue: Double(index % side))
        let isRight =
          picture.luma.samples[index] == Float(code.y.rounded()) && chroma.cb.samples[index] == Float(code.cb.rounded())
          && chroma.cr.samples[index] == Float(code.cr.rounded())
        if !isRight { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  /// Both depths; sizes with and without pixels after the last whole register.
  @Test(arguments: [8, 16], [(1, 1), (7, 1), (8, 1), (3, 3), (5, 5), (16, 2), (33, 7)])
  func imagesAreThePlainTwins(bitDepth: Int, size: (Int, Int)) throws {
    var random = SeededRandom(seed: 3)
    func plane() -> Plane<UInt16> {
      Plane(
        width: size.0, height: size.1,
        samples: (0..<(size.0 * size.1)).map { _ in UInt16(random.next() >> UInt64(64 - bitDepth)) })
    }
    let image = RGBImage(red: plane(), green: plane(), blue: plane(), bitDepth: bitDepth)
    let picture = BT709.picture(image)
    let plain = Plain(image)
    let chroma = try #require(picture.chroma)
    let rgb = try #require(picture.rgb)
    #expect(picture.luma.samples == plain.luma)
    #expect([chroma.cb.samples, chroma.cr.samples] == [plain.cb, plain.cr])
    #expect([rgb.red.samples, rgb.green.samples, rgb.blue.samples] == plain.rgb)
    #expect(picture.bitDepth == 8)
  }

  /// Planes that are made when they are asked for are the same for all who ask, at any time.
  @Test func planesAskedForByManyAreTheSame() async throws {
    var random = SeededRandom(seed: 4)
    func plane() -> Plane<UInt16> {
      Plane(width: 64, height: 40, samples: (0..<2560).map { _ in UInt16(random.next() >> 56) })
    }
    let image = RGBImage(red: plane(), green: plane(), blue: plane(), bitDepth: 8)
    let plain = Plain(image)
    let picture = BT709.picture(image)
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          task % 2 == 0 ? picture.chroma?.cr.samples == plain.cr : picture.rgb?.green.samples == plain.rgb[1]
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
