import Raster

/// Colour pictures for recorded reference values: made from a seed with additions, multiplications and square roots alone,
/// so they are the same to the bit on every machine.
///
/// Value noise over five octaves, opaque disks of many sizes over it (occlusion edges), and a strip of thin bars.
public enum TestScene {
  /// A scene of 8 or 16 bits, in colour or grey.
  public static func image(
    width: Int, height: Int, seed: UInt64, grey: Bool = false, bitDepth: Int = 8
  ) -> RGBImage {
    var random = SeededRandom(seed: seed)
    var planes = (0..<3).map { _ in noise(width: width, height: height, random: &random) }
    for _ in 0..<(width * height / 900 + 6) {
      let u = random.uniform()
      let radius = 2.5 + Double(min(width, height)) * 0.22 * u * u * u
      let centre = (x: random.uniform() * Double(width), y: random.uniform() * Double(height))
      let level = random.uniform() * 255
      let colours = (0..<3).map { _ in min(max(level + (random.uniform() - 0.5) * 150, 0), 255) }
      let keep = 0.15 * random.uniform()
      fill(&planes, width: width, height: height, centre: centre, radius: radius, colours: colours, keep: keep)
    }
    bars(&planes, width: width, height: height, random: &random)
    if grey {
      planes = [planes[1], planes[1], planes[1]]
    }
    let scale = bitDepth == 8 ? 1.0 : 257.0
    func plane(_ samples: [Double]) -> Plane<UInt16> {
      Plane(width: width, height: height, samples: samples.map { UInt16((min(max($0, 0), 255) * scale).rounded()) })
    }
    return RGBImage(red: plane(planes[0]), green: plane(planes[1]), blue: plane(planes[2]), bitDepth: bitDepth)
  }

  private static func noise(width: Int, height: Int, random: inout SeededRandom) -> [Double] {
    var result = [Double](repeating: 128, count: width * height)
    var cell = 64
    while cell >= 4 {
      let columns = width / cell + 2
      let rows = height / cell + 2
      let lattice = (0..<(columns * rows)).map { _ in (random.uniform() - 0.5) * Double(cell) * 1.6 }
      for y in 0..<height {
        let v = Double(y % cell) / Double(cell)
        for x in 0..<width {
          let u = Double(x % cell) / Double(cell)
          let corner = y / cell * columns + x / cell
          let top = lattice[corner] + (lattice[corner + 1] - lattice[corner]) * u
          let bottom = lattice[corner + columns] + (lattice[corner + columns + 1] - lattice[corner + columns]) * u
          result[y * width + x] += top + (bottom - top) * v
        }
      }
      cell /= 2
    }
    return result
  }

  private static func fill(
    _ planes: inout [[Double]], width: Int, height: Int, centre: (x: Double, y: Double), radius: Double,
    colours: [Double], keep: Double
  ) {
    let top = max(Int(centre.y - radius), 0)
    let rows = top..<max(min(Int(centre.y + radius) + 1, height), top)
    for y in rows {
      let dy = Double(y) - centre.y
      let reach = (max(radius * radius - dy * dy, 0)).squareRoot()
      let start = max(Int(centre.x - reach), 0)
      let end = min(Int(centre.x + reach), width)
      guard start < end else { continue }
      for x in start..<end {
        for channel in 0..<3 {
          let index = y * width + x
          planes[channel][index] = colours[channel] + (planes[channel][index] - colours[channel]) * keep
        }
      }
    }
  }

  private static func bars(_ planes: inout [[Double]], width: Int, height: Int, random: inout SeededRandom) {
    let top = Int(random.uniform() * Double(height) * 0.7)
    var x = 2
    while x < width {
      let thickness = 1 + Int(random.uniform() * 4)
      let ink = random.uniform() * 70
      for y in top..<min(top + height / 9 + 1, height) {
        for column in x..<min(x + thickness, width) {
          for channel in 0..<3 { planes[channel][y * width + column] = ink }
        }
      }
      x += thickness + 1 + Int(random.uniform() * 7)
    }
  }
}
