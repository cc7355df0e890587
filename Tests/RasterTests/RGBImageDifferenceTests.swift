import Raster
import Testing

@Suite("Where images differ most") struct RGBImageDifferenceTests {
  private func flat(_ width: Int, _ height: Int) -> RGBImage {
    let plane = Plane<UInt16>(width: width, height: height, repeating: 100)
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
  }

  /// The image with a square of 40 pixels at (x, y) whose green has another level.
  private func marked(_ image: RGBImage, x: Int, y: Int, level: UInt16 = 200) -> RGBImage {
    var result = image
    for row in y..<(y + 40) {
      for column in x..<(x + 40) { result.green.samples[row * image.width + column] = level }
    }
    return result
  }

  @Test(arguments: [(0, 0), (500, 300), (940, 640), (33, 611)])
  func theWindowHoldsTheLargestDifference(x: Int, y: Int) {
    let image = flat(1000, 700)
    let found = image.windowOfLargestDifference(from: marked(image, x: x, y: y), width: 320, height: 200)
    // Cells of 16 pixels at the right and lower edge that are not whole are not looked at.
    #expect(found.x <= x && x + 40 <= found.x + 320 + 16)
    #expect(found.y <= y && y + 40 <= found.y + 200 + 16)
  }

  @Test func withoutADifferenceItIsTheCorner() {
    let image = flat(1000, 700)
    #expect(image.windowOfLargestDifference(from: image, width: 320, height: 200) == (0, 0))
    #expect(image.windowOfLargestDifference(from: flat(999, 700), width: 320, height: 200) == (0, 0))
  }

  /// A place that was bad before and is mended must not be shown, one that became worse must.
  @Test func theWindowHoldsTheLargestLoss() {
    let image = flat(640, 480)
    let before = marked(image, x: 32, y: 32, level: 250)
    let after = marked(image, x: 400, y: 320, level: 130)
    let found = image.windowOfLargestLoss(from: before, to: after, width: 160, height: 160)
    #expect(found.x <= 400 && 440 <= found.x + 160 && found.y <= 320 && 360 <= found.y + 160)
    #expect(image.windowOfLargestDifference(from: before, width: 160, height: 160) == (0, 0))
  }
}
