import Raster

extension Scene {
  /// Balls and blocks on a wooden table in front of a blurred garden.
  func paintStill(on canvas: inout Canvas, random: inout SeededRandom) {
    paintGarden(on: &canvas, random: &random)
    let edge: Float = 268
    let table = Noise(seed: random.next())
    canvas.fill(rows: Int(edge)..<canvas.height) { point in
      let depth = 1 / (point.y - edge + 38)
      let at = Point((point.x - 384) * depth * 30, 2400 * depth)
      let board = (at.x / 9).rounded(.down)
      let grain = table.octaves(Point(at.x * 1.7 + board * 31, at.y * 0.055 + board * 7), 6, gain: 0.62)
      let rings = table.value(Point(at.x * 0.5 + board * 11 + grain * 0.3, at.y * 0.02)) * 4
      let line = abs(rings - rings.rounded()) * 2
      let gap = abs(at.x / 9 - board - 0.5)
      let joint = smoothStep(0.485, 0.497, gap)
      let wood = Colour(hex: 0xA8794C).mixed(with: Colour(hex: 0x6E4526), 0.45 + 0.25 * grain - 0.3 * line)
      let shine = Colour(0.30, 0.31, 0.30) * (smoothStep(120, 0, point.y - edge) * 0.5)
      return wood * (1 - 0.75 * joint) * 0.95 + shine
    }
    let balls: [Ball] = [
      Ball(centre: Point(212, 318), radius: 84, colour: Colour(hex: 0xC23B2A), gloss: 0.9, bump: 0.015),
      Ball(centre: Point(392, 372), radius: 58, colour: Colour(hex: 0xE0A030), gloss: 0.15, bump: 0.16),
      Ball(centre: Point(610, 318), radius: 102, colour: Colour(hex: 0x3D6E8F), gloss: 0.55, bump: 0.05),
      Ball(centre: Point(498, 420), radius: 40, colour: Colour(hex: 0x6E8B3D), gloss: 0.35, bump: 0.09),
      Ball(centre: Point(306, 430), radius: 30, colour: Colour(hex: 0xE8E0D0), gloss: 0.7, bump: 0.02),
    ]
    for ball in balls { ball.paintShadow(on: &canvas) }
    for ball in balls { ball.paint(on: &canvas, texture: Noise(seed: random.next())) }
  }

  private func paintGarden(on canvas: inout Canvas, random: inout SeededRandom) {
    let green = Noise(seed: random.next())
    canvas.fill { point in
      let mass = green.octaves(point / 150, 5)
      let up = 1 - point.y / 300
      return Colour(hex: 0x33502A).mixed(with: Colour(hex: 0xBFD6C8), smoothStep(-0.2, 1.3, mass * 0.8 + up)) * 0.9
    }
    for _ in 0..<190 {
      let centre = Point(random.number(0...768), random.number(-20...262))
      let radius = random.number(4...17)
      let colour =
        random.choice([
          Colour(hex: 0xE8F0C8), Colour(hex: 0x7FA34F), Colour(hex: 0xF4E2A0), Colour(hex: 0x2A4423),
          Colour(hex: 0xD88FA0),
        ]) * random.number(0.5...1.3)
      let strength = random.number(0.2...0.65)
      canvas.paint(from: centre - radius - 1, to: centre + radius + 1) { point, _ in
        let distance = Shape.disc(point, centre: centre, radius: radius)
        return (colour, Shape.cover(distance / 2) * strength * (0.75 + 0.25 * smoothStep(-radius, 0, distance)))
      }
    }
    canvas.blur(radius: 3, passes: 2)
  }
}

private struct Ball {
  let centre: Point
  let radius: Float
  let colour: Colour
  let gloss: Float
  let bump: Float

  /// A soft shadow to the lower right, darkest where the ball stands.
  func paintShadow(on canvas: inout Canvas) {
    let foot = centre + Point(radius * 0.42, radius * 0.93)
    let reach = Point(radius * 2.2, radius * 0.9)
    canvas.paint(from: foot - reach, to: foot + reach) { point, ground in
      guard point.y > 268 else { return (ground, 0) }
      let away = (point - foot) / Point(radius * 1.35, radius * 0.40)
      let penumbra = 1 - smoothStep(0.25, 1.45, Shape.length(away))
      let contact = (point - centre - Point(radius * 0.08, radius * 0.97)) / Point(radius * 0.62, radius * 0.15)
      let touch = 1 - smoothStep(0.3, 1.3, Shape.length(contact))
      return (ground * (1 - 0.72 * penumbra) * (1 - 0.6 * touch), 1)
    }
  }

  func paint(on canvas: inout Canvas, texture: Noise) {
    canvas.paint(from: centre - radius - 1, to: centre + radius + 1) { point, ground in
      let inside = Shape.cover(Shape.disc(point, centre: centre, radius: radius))
      guard inside > 0 else { return (ground, 0) }
      return (light((point - centre) / radius, texture: texture), inside)
    }
  }

  private func light(_ at: Point, texture: Noise) -> Colour {
    let squared = min((at * at).sum(), 0.999)
    let towards = (1 - squared).squareRoot()
    // The texture lies on the sphere: it is squeezed towards the rim.
    let skin = Point(at.x, at.y) / (0.55 + 0.45 * towards) * (radius / 16)
    let rough = texture.octaves(skin, 5, gain: 0.6)
    let slope = Point(texture.octaves(skin + Point(0.07, 0), 4) - texture.octaves(skin, 4), rough * 0.4) * bump * 4
    let normal = SIMD3<Float>(at.x + slope.x, at.y + slope.y, towards)
    let unit = normal / (normal * normal).sum().squareRoot()
    let sun = SIMD3<Float>(-0.52, -0.62, 0.587)
    let facing = (unit * sun).sum()
    let diffuse = max(0, facing) * 0.95 + 0.12 * max(0, facing + 0.35)
    let sky = 0.5 - 0.5 * unit.y
    let bounce = max(0, unit.y) * 0.16
    var result = colour * (1 + 0.22 * rough * (bump > 0.03 ? 1 : 0.35)) * (diffuse + 0.2 * sky)
    result += Colour(hex: 0xA8794C) * colour * bounce
    let half = SIMD3<Float>(-0.292, -0.348, 0.891)
    let sharp = max(0, (unit * half).sum())
    let fourth = sharp * sharp * sharp * sharp
    let eighth = fourth * fourth * fourth * fourth
    let highlight = eighth * eighth * eighth
    let rim = (1 - towards) * (1 - towards) * (1 - towards)
    result += Colour(repeating: gloss * (highlight * 0.9 + rim * 0.22 * sky))
    return result
  }
}
