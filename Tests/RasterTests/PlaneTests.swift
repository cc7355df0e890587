import Raster
import Testing

@Suite("Planes") struct PlaneTests {
  /// Sample = 10·row + column.
  static func numbered(width: Int, height: Int) -> Plane<Int> {
    Plane(width: width, height: height, samples: (0..<height).flatMap { y in (0..<width).map { 10 * y + $0 } })
  }

  @Test func samplesAreLaidOutRowByRow() {
    var plane = Self.numbered(width: 3, height: 2)
    #expect(plane.samples == [0, 1, 2, 10, 11, 12] && plane.count == 6)
    #expect(plane[2, 1] == 12 && plane[0, 1] == 10)
    plane[1, 0] = 7
    #expect(plane.samples == [0, 7, 2, 10, 11, 12])
    #expect(Plane(width: 2, height: 3, repeating: 4).samples == [4, 4, 4, 4, 4, 4])
  }

  @Test func equalSamplesOfAnotherShapeAreAnotherPlane() {
    #expect(Plane(width: 3, height: 2, repeating: 0) != Plane(width: 2, height: 3, repeating: 0))
    #expect(Plane(width: 3, height: 2, repeating: 0) == Plane(width: 3, height: 2, repeating: 0))
  }

  @Test func mapKeepsShapeAndPlaces() {
    let plane = Self.numbered(width: 4, height: 3)
    let texts = plane.map { "\($0)" }
    #expect(texts.width == 4 && texts.height == 3 && texts[3, 2] == "23" && texts[0, 1] == "10")
  }

  /// Every rectangle of a small plane, corner by corner.
  @Test func cropsHoldWhatTheirPlacesHold() {
    let plane = Self.numbered(width: 5, height: 4)
    for y in 0..<4 {
      for x in 0..<5 {
        for height in 1...(4 - y) {
          for width in 1...(5 - x) {
            let crop = plane.cropped(x: x, y: y, width: width, height: height)
            #expect(crop.width == width && crop.height == height)
            for row in 0..<height {
              let first = 10 * (y + row) + x
              #expect(crop.samples[(row * width)..<((row + 1) * width)].elementsEqual(first..<(first + width)))
            }
          }
        }
      }
    }
    #expect(plane.cropped(x: 0, y: 0, width: 5, height: 4) == plane)
  }

  @Test func aColourCropCropsEveryPlane() {
    func plane(_ first: UInt16) -> Plane<UInt16> {
      Plane(width: 4, height: 3, samples: (0..<12).map { first + $0 })
    }
    let image = RGBImage(red: plane(0), green: plane(100), blue: plane(65500), bitDepth: 16)
    #expect(image.peak == 65535 && image.width == 4 && image.height == 3)
    let crop = image.cropped(x: 1, y: 1, width: 2, height: 2)
    #expect(crop.red.samples == [5, 6, 9, 10] && crop.green.samples == [105, 106, 109, 110])
    #expect(crop.blue.samples == [65505, 65506, 65509, 65510] && crop.bitDepth == 16)
  }

  @Test func lumaOfManyBitsIsScaledToEight() {
    let luma = Plane<Float>(width: 2, height: 1, samples: [64, 940])
    let ten = Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: 10)
    #expect(ten.luma8.samples == [16, 235] && ten.luma == luma)
    #expect(Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: 8).luma8 == luma)
  }

  /// What cannot be a plane or a picture ends the program instead of being read beyond its end.
  @Test func sizesThatDoNotFitAreStopped() async {
    await #expect(processExitsWith: .failure) { _ = Plane(width: 2, height: 2, samples: [1, 2, 3]) }
    await #expect(processExitsWith: .failure) { _ = Plane(width: 0, height: 2, samples: [Int]()) }
    await #expect(processExitsWith: .failure) {
      _ = Plane(width: 3, height: 3, repeating: 0).cropped(x: 1, y: 0, width: 3, height: 1)
    }
    await #expect(processExitsWith: .failure) {
      let (small, large) = (
        Plane<Float>(width: 2, height: 2, repeating: 0), Plane<Float>(width: 3, height: 2, repeating: 0)
      )
      _ = Picture(
        luma: small, chroma: nil, rgb: RGBPlanes(red: large, green: large, blue: large), bitDepth: 8)
    }
  }
}
