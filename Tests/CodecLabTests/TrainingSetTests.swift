import LearnedCodec
import Raster
import TestSupport
import Testing

@testable import CodecLab

/// What the crops are made of, beside plain loops.
@Suite struct TrainingSetTests {
  @Test func reducedPhotographs() {
    let image = RGBImage.texture(width: 26, height: 20)
    let full = PictureScaling.map(image)
    let set = TrainingSet([image], factors: [1, 2, 3])
    for (reduced, factor) in zip(set.pictures, 1...3) {
      #expect(reduced.width == 26 / factor && reduced.height == 20 / factor)
      for (index, value) in reduced.values.enumerated() {
        let x = index % reduced.width
        let y = index / reduced.width % reduced.height
        let channel = index / reduced.area
        var sum: Float = 0
        for dy in 0..<factor {
          for dx in 0..<factor { sum += full.values[(channel * 20 + y * factor + dy) * 26 + x * factor + dx] }
        }
        #expect(value == sum * (1 / Float(factor * factor)))
      }
    }
  }

  /// A crop is a window of its picture, as it is or mirrored; both happen.
  @Test func crops() {
    let set = TrainingSet([RGBImage.texture(width: 26, height: 20)], factors: [1])
    let picture = set.pictures[0]
    func window(_ x: Int, _ y: Int, mirrored: Bool) -> [Float] {
      (0..<(3 * 7 * 7)).map { index in
        let column = mirrored ? 6 - index % 7 : index % 7
        return picture.values[(index / 49 * 20 + y + index / 7 % 7) * 26 + x + column]
      }
    }
    var plain = 0
    var mirrored = 0
    for crop in set.sample(count: 24, size: 7, seed: 5) {
      let places = (0...13).flatMap { y in (0...19).map { (x: $0, y: y) } }
      if places.contains(where: { window($0.x, $0.y, mirrored: false) == crop.values }) { plain += 1 }
      if places.contains(where: { window($0.x, $0.y, mirrored: true) == crop.values }) { mirrored += 1 }
    }
    #expect(plain + mirrored == 24 && plain > 0 && mirrored > 0)
  }
}
