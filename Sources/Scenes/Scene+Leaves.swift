import Glibc
import Raster

extension Scene {
  /// Fallen leaves in layers. Radii follow a power law of exponent −3, the law under which a picture of things that
  /// hide one another looks the same at every scale (Lee, Mumford and Huang, IJCV 41 (2001)).
  func paintLeaves(on canvas: inout Canvas, random: inout SeededRandom) {
    let soil = Noise(seed: random.next())
    canvas.fill { point in
      let grain = soil.octaves(point / 60, 7, gain: 0.62)
      return Colour(hex: 0x3A2C20) * max(0.15, 0.8 + 0.55 * grain)
    }
    for _ in 0..<5200 {
      let leaf = Leaf(random: &random)
      leaf.paint(on: &canvas)
    }
    // Light through branches: bright patches with soft edges.
    let dapple = Noise(seed: random.next())
    canvas.fillOver { point, ground in
      let light = smoothStep(-0.25, 0.7, dapple.octaves(point / 230, 3))
      return ground * (Colour(0.42, 0.46, 0.56) + Colour(1.15, 1.0, 0.78) * light)
    }
  }
}

/// One leaf, or a pebble.
private struct Leaf {
  private static let smallest: Float = 5
  private static let largest: Float = 120
  private static let palette: [Colour] = [
    0x8A4B1E, 0xB5722B, 0xC99A3B, 0x9A3B1F, 0x6E5A2A, 0x71803A, 0x4F6B2F, 0xD8B45A, 0x5B3A26, 0xA9A08F,
  ].map { Colour(hex: $0) }

  let centre: Point
  let radius: Float
  let width: Float
  let angle: Float
  let colour: Colour
  let tilt: Point
  let veins: Float
  let texture: Noise
  let isPebble: Bool

  init(random: inout SeededRandom) {
    // Inverse of the distribution of r^−3 between the two ends.
    let low = 1 / (Leaf.smallest * Leaf.smallest)
    let high = 1 / (Leaf.largest * Leaf.largest)
    radius = 1 / (low + (high - low) * Float(random.uniform())).squareRoot()
    centre = Point(random.number(-40...808), random.number(-40...552))
    isPebble = random.uniform() < 0.12
    width = isPebble ? random.number(0.7...0.95) : random.number(0.3...0.55)
    angle = random.number(0...6.2832)
    let hue = isPebble ? Colour(hex: 0xA9A08F) : random.choice(Leaf.palette)
    colour = hue.mixed(with: random.choice(Leaf.palette), random.number(0...0.35)) * random.number(0.55...1.25)
    tilt = Point(random.number(-0.5...0.5), random.number(-0.4...0.6))
    veins = random.number(5...9)
    texture = Noise(seed: random.next())
  }

  func paint(on canvas: inout Canvas) {
    let shadow = Point(0.10, 0.16) * radius + 1
    let softness = 1 + radius * 0.16
    let reach = Point(repeating: radius + softness)
    let (c, s) = (cos(angle), sin(angle))
    func local(_ point: Point) -> Point {
      let away = point - centre
      return Point(c * away.x + s * away.y, c * away.y - s * away.x) / radius
    }
    canvas.paint(from: centre - reach, to: centre + reach + shadow) { point, ground in
      let at = local(point)
      let inside = Shape.cover(distance(at) * radius)
      let dark = 0.62 * (1 - smoothStep(-softness * 0.5, softness, distance(local(point - shadow)) * radius))
      let below = ground * (1 - dark)
      guard inside > 0 else { return (below, dark > 0 ? 1 : 0) }
      return (below + (shade(at) - below) * inside, 1)
    }
  }

  /// Distance from the outline in units of the radius: two arcs that meet in a tip and a stalk, or an ellipse.
  private func distance(_ at: Point) -> Float {
    if isPebble { return Shape.length(Point(at.x, at.y / width)) - 1 }
    let bulge = width * (1 - at.x * at.x) * (1 - 0.25 * at.x)
    return max(abs(at.y) - bulge, abs(at.x) - 1) * 0.85
  }

  private func shade(_ at: Point) -> Colour {
    let grain = texture.octaves(at * (isPebble ? 3 : 2.2), radius > 25 ? 6 : 4, gain: 0.6)
    var light = 0.85 + (tilt * at).sum() + 0.22 * grain
    if isPebble {
      light += 0.5 - 0.7 * (at * at).sum()
    } else {
      let middle = abs(at.y) - 0.018
      let side = abs(fraction(abs(at.y) * 1.6 + at.x * veins * 0.5) - 0.5)
      light *= 1 + 0.35 * (1 - smoothStep(0, 0.02, middle)) - 0.12 * (1 - smoothStep(0.02, 0.12, side))
      light *= at.y > 0 ? 1.08 : 0.9
    }
    let worn = colour.mixed(with: Colour(hex: 0x5B4630), smoothStep(0.4, 1.2, grain) * 0.6)
    return worn * max(light, 0.12)
  }

  private func fraction(_ value: Float) -> Float { value - value.rounded(.down) }
}
