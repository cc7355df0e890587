import Foundation
import ImageFiles
import Raster

/// Small pictures with the structure of photographs, made for the tests.
enum Pictures {
  /// Rectangles over one another, coarse to fine, with a texture: 256×256 or larger.
  static func collage(width: Int = 256, height: Int = 256, seed: UInt64) -> RGBImage {
    var random = SeededRandom(seed: seed)
    var planes = [[Double]](repeating: [Double](repeating: 110, count: width * height), count: 3)
    for step in 0..<220 {
      let size = 150.0 / (1 + Double(step) / 9)
      let w = max(2, Int(size * (0.5 + random.uniform())))
      let h = max(2, Int(size * (0.5 + random.uniform())))
      let x0 = Int(random.uniform() * Double(width)) - w / 2
      let y0 = Int(random.uniform() * Double(height)) - h / 2
      let colour = (0..<3).map { _ in 20 + 215 * random.uniform() }
      let shade = (random.uniform() - 0.5) * 60
      for y in max(0, y0)..<max(0, min(height, y0 + h)) {
        for x in max(0, x0)..<max(0, min(width, x0 + w)) {
          for channel in 0..<3 {
            planes[channel][y * width + x] = colour[channel] + shade * Double(x - x0) / Double(w)
          }
        }
      }
    }
    for index in 0..<(width * height) {
      let grain = (random.uniform() - 0.5) * 14
      for channel in 0..<3 { planes[channel][index] += grain }
    }
    func plane(_ samples: [Double]) -> Plane<UInt16> {
      Plane(width: width, height: height, samples: samples.map { UInt16(min(max($0.rounded(), 0), 255)) })
    }
    return RGBImage(red: plane(planes[0]), green: plane(planes[1]), blue: plane(planes[2]), bitDepth: 8)
  }

  /// A folder with `count` pictures `a.png`, `b.png` ….
  static func dataset(_ count: Int) throws -> URL {
    let folder = try Scratch.folder()
    for index in 0..<count {
      let letter = String(UnicodeScalar(UInt8(97 + index)))
      try PNGWriter.write(collage(seed: UInt64(index)), to: folder.appendingPathComponent("\(letter).png").path)
    }
    return folder
  }

  /// A suite that is done in a second or two.
  static let suite = """
    name: tiny
    description: For the tests.
    ladders: [{codec: jpeg, rungs: 5}]
    panel: [psnr, ssim, psnr_cb]
    attacks:
      - {attack: none, starts: ["jpeg:30", "webp:75", reference]}
      - {attack: pgd-linf, starts: ["jpeg:30"], parameters: {steps: 8}}
      - {attack: fidelity-floor, starts: ["jpeg:30"], parameters: {steps: 6}}
    """

  /// Cases that the suite has for an image.
  static let casesPerImage = 5

  /// The suite as a file.
  static func suiteFile() throws -> String {
    let file = try Scratch.folder().appendingPathComponent("tiny.yml")
    try Data(suite.utf8).write(to: file)
    return file.path
  }
}
