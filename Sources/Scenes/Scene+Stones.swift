import Raster

extension Scene {
  /// A wall of dry stone: rounded blocks between dark joints, each with a 1/f relief lit from the upper left.
  func paintStones(on canvas: inout Canvas, random: inout SeededRandom) {
    let wall = Wall(random: &random)
    // The relief first, then its light: the slope towards the sun decides how bright a point is.
    var relief = Plane<Float>(width: canvas.width + 2, height: canvas.height + 2, repeating: 0)
    var ground = Canvas(width: canvas.width + 2, height: canvas.height + 2)
    for y in 0..<relief.height {
      for x in 0..<relief.width {
        let (height, colour) = wall.surface(Point(Float(x) - 0.5, Float(y) - 0.5))
        relief.samples[y * relief.width + x] = height
        ground.pixels[y * relief.width + x] = colour
      }
    }
    for y in 0..<canvas.height {
      for x in 0..<canvas.width {
        let index = (y + 1) * relief.width + x + 1
        let slope = Point(
          relief.samples[index + 1] - relief.samples[index - 1],
          relief.samples[index + relief.width] - relief.samples[index - relief.width])
        let steep = (1 + (slope * slope).sum()).squareRoot()
        let sun = max(0, (0.62 - 0.52 * slope.x - 0.58 * slope.y) / steep)
        let depth = smoothStep(-6, 9, relief.samples[index])
        let light = Colour(1.25, 1.13, 0.95) * sun + Colour(0.20, 0.24, 0.32) * depth
        canvas.pixels[y * canvas.width + x] = ground.pixels[index] * light
      }
    }
  }
}

/// Courses of stones of irregular width, as a height and a colour at every point.
private struct Wall {
  private static let palette: [Colour] = [
    0x9B958A, 0x857B6E, 0xA89A80, 0x787A7A, 0xB3A892, 0x8E7F72, 0x6C6860,
  ].map { Colour(hex: $0) }
  private let warp: Noise
  private let grain: Noise
  private let moss: Noise
  private let cells: Noise
  private let courses: [Float]

  init(random: inout SeededRandom) {
    warp = Noise(seed: random.next())
    grain = Noise(seed: random.next())
    moss = Noise(seed: random.next())
    cells = Noise(seed: random.next())
    var edges: [Float] = [-60]
    while (edges.last ?? 0) < 640 { edges.append((edges.last ?? 0) + random.number(34...104)) }
    courses = edges
  }

  func surface(_ point: Point) -> (height: Float, colour: Colour) {
    let bent =
      point + Point(warp.octaves(point / 90, 3), warp.octaves(point / 110 + 40, 3)) * 9
      + Point(warp.value(point / 14), warp.value(point / 14 + 9)) * 1.6
    let course = courses.lastIndex { $0 <= bent.y } ?? 0
    let top = courses[course]
    let height = course + 1 < courses.count ? courses[course + 1] - top : 60
    // Joints stand at irregular places along a course.
    let pace = height * 1.55
    let along = bent.x / pace + cells.cell(course, 7) * 3
    var stone = Int(along.rounded(.down))
    func joint(_ index: Int) -> Float { Float(index) + 0.6 * (cells.cell(index, course, 1) - 0.5) }
    if along < joint(stone) { stone -= 1 } else if along >= joint(stone + 1) { stone += 1 }
    let left = (along - joint(stone)) * pace
    let right = (joint(stone + 1) - along) * pace
    let inset = min(min(left, right), min(bent.y - top, top + height - bent.y)) - 2.5
    let roundness = smoothStep(-1, 11, inset)
    let tone = cells.cell(stone, course, 2)
    let rough = grain.octaves(point / 70 + tone * 50, 8, gain: 0.56)
    let colour = Wall.palette[min(Int(tone * 7), 6)] * (0.75 + 0.5 * cells.cell(stone, course, 3))
    let speckle = grain.octaves(point / 9 + 300, 4, gain: 0.7)
    let growth = smoothStep(0.35, 0.95, moss.octaves(point / 120, 6, gain: 0.6) + 0.25 * (1 - roundness))
    let face = (colour * (1 + 0.16 * speckle)).mixed(with: Colour(hex: 0x6F7A34) * (0.9 + 0.3 * speckle), growth * 0.8)
    let dark = Colour(hex: 0x2A2621)
    return (roundness * (8 + 9 * tone) + 4.2 * rough * (0.35 + roundness), dark.mixed(with: face, 0.12 + roundness))
  }
}
