import Raster
import Scenes
import Testing

@Suite("Built-in scenes") struct SceneTests {
  @Test("are 768×512, in colour, the same each time", arguments: Scene.allCases)
  func properties(scene: Scene) {
    let image = scene.image()
    #expect(image.width == Scene.width && image.height == Scene.height && image.bitDepth == 8)
    #expect(image == scene.image())
    #expect(image.red != image.green && image.green != image.blue)
  }

  @Test("differ from each other")
  func distinct() {
    let images = Scene.allCases.map { $0.image().green.samples }
    #expect(images.count >= 6)
    #expect(Set(images).count == images.count)
  }

  /// In photographs the power of luma falls as one over the square of frequency, give or take: between octaves of
  /// differences it must neither stay level, as in noise, nor vanish, as in a drawing of flat areas.
  @Test("have structure at every scale", arguments: Scene.allCases)
  func scales(scene: Scene) {
    let luma = BT709.picture(scene.image()).luma
    // Mean squared difference of neighbours `step` apart.
    func energy(_ step: Int) -> Double {
      var sum = 0.0
      var count = 0.0
      for y in stride(from: 0, to: luma.height, by: 3) {
        for x in stride(from: 0, to: luma.width - step, by: 3) {
          let difference = Double(luma[x + step, y] - luma[x, y])
          sum += difference * difference
          count += 1
        }
      }
      return sum / count
    }
    let energies = [1, 2, 4, 8, 16].map(energy)
    for (near, far) in zip(energies, energies.dropFirst()) {
      #expect(far > near * 1.05, "\(scene): \(energies)")
      #expect(far < near * 4.0, "\(scene): \(energies)")
    }
    #expect(energies[0] > 1.5, "\(scene): \(energies)")
  }
}
