import Raster
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
