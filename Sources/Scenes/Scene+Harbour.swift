import Raster

extension Scene {
  /// A harbour under summer clouds: everything at once, from a smooth sky to rigging a pixel wide.
  func paintHarbour(on canvas: inout Canvas, random: inout SeededRandom) {
    let clouds = Noise(seed: random.next())
    canvas.fill { point in
      let high = Colour(hex: 0x3F77B8).mixed(with: Colour(hex: 0xC4DAEA), point.y / 250)
      let bank = clouds.octaves(Point(point.x / 190, point.y / 95), 8, gain: 0.52)
      let body = smoothStep(0.05, 0.75, bank)
      let shade = clouds.octaves(Point(point.x / 190 - 0.10, point.y / 95 - 0.16), 5, gain: 0.52)
      let white = Colour(hex: 0xF6F4EF).mixed(with: Colour(hex: 0x97A3B3), smoothStep(-0.2, 0.9, bank - shade + 0.3))
      return high.mixed(with: white, body * 0.95)
    }
    paintHill(on: &canvas, random: &random)
    let quay = 318
    let stone = Noise(seed: random.next())
    canvas.fill(rows: 300..<quay) { point in
      let block = (point.x / 26).rounded(.down)
      let seam = smoothStep(0.45, 0.5, abs(point.x / 26 - block - 0.5))
      let wet = smoothStep(308, 318, point.y)
      return Colour(hex: 0x9A917F) * (0.75 + 0.14 * stone.octaves(point / 12, 5) - 0.25 * seam - 0.45 * wet)
    }
    let boats: [Boat] = [
      Boat(stern: 70, line: 336, length: 178, colour: Colour(hex: 0x2E5E86), name: "MARTA"),
      Boat(stern: 500, line: 342, length: 206, colour: Colour(hex: 0xA83A2C), name: "SEA HOLLY"),
      Boat(stern: 288, line: 362, length: 170, colour: Colour(hex: 0xE9E4D6), name: "Wren 12"),
    ]
    paintWater(on: &canvas, from: quay, boats: boats, waves: Noise(seed: random.next()))
    for boat in boats { boat.paint(on: &canvas) }
  }

  private func paintHill(on canvas: inout Canvas, random: inout SeededRandom) {
    let ridge = Noise(seed: random.next())
    let woods = Noise(seed: random.next())
    canvas.fillOver(rows: 90..<302) { point, sky in
      let line = 176 - 42 * ridge.octaves(Point(point.x / 300, 0.4), 8) - 3 * abs(woods.value(Point(point.x / 4, 0.5)))
      let inside = Shape.cover(line - point.y)
      guard inside > 0 else { return sky }
      let crowns = woods.octaves(point / 17, 6, gain: 0.62)
      let meadow = smoothStep(0.1, 0.5, ridge.octaves(point / 120 + 9, 4))
      let green =
        Colour(hex: 0x35512C).mixed(with: Colour(hex: 0x8DA04E), meadow * 0.8) * (0.95 + 0.42 * crowns * (1 - meadow))
      let hazy = green.mixed(with: Colour(hex: 0x9DB4C4), 0.30 * smoothStep(260, 130, point.y))
      return sky + (hazy - sky) * inside
    }
    for row in 0..<3 {
      var x: Float = -20
      while x < 780 {
        let width = random.number(26...54)
        if random.uniform() < [0.45, 0.7, 0.92][row] {
          paintCottage(
            on: &canvas, centre: Point(x + width / 2, [226, 254, 282][row] + random.number(-7...5)),
            half: Point(width * 0.44, random.number(11...17) + Float(row) * 3), random: &random)
        }
        x += width
      }
    }
  }

  private func paintCottage(on canvas: inout Canvas, centre: Point, half: Point, random: inout SeededRandom) {
    let wall =
      random.choice([
        Colour(hex: 0xEFE9DC), Colour(hex: 0xE3C9A0), Colour(hex: 0xC96F52), Colour(hex: 0xA9BCC8),
        Colour(hex: 0xE8DC9A),
      ]) * random.number(0.75...0.98)
    let roof = random.choice([Colour(hex: 0x8B4432), Colour(hex: 0x50545C), Colour(hex: 0x9C553D)])
    let texture = Noise(seed: random.next())
    let pitch = half.x * 0.55
    canvas.paint(from: centre - half - Point(4, pitch + 6), to: centre + half + 4) { point, ground in
      let at = point - centre
      let body = Shape.cover(Shape.box(point, centre: centre, half: half))
      let rise = -half.y - at.y
      let gable = Shape.cover(max(-rise, rise - pitch, (abs(at.x) - (half.x + 3) * (1 - rise / pitch * 0.8)) * 0.8))
      guard body > 0 || gable > 0 else { return (ground, 0) }
      var colour = wall * (0.93 + 0.08 * texture.octaves(point / 8, 4)) * (at.x > half.x * 0.3 ? 0.74 : 1)
      let cell = Point((at.x / 9).rounded(), ((at.y + 1) / 12).rounded())
      let pane = Shape.box(at, centre: Point(cell.x * 9, cell.y * 12 - 1), half: Point(2, 3))
      if abs(cell.x * 9) < half.x - 4, abs(cell.y * 12) < half.y - 3 {
        colour = colour.mixed(with: Colour(hex: 0xF7F4EC), Shape.cover(pane - 0.9))
        colour = colour.mixed(with: Colour(hex: 0x2B3942), Shape.cover(pane))
      }
      let tiles = roof * (0.85 + 0.22 * texture.octaves(Point(point.x / 3, point.y / 2), 2))
      return (colour.mixed(with: tiles, gable), max(body, gable))
    }
  }

  private func paintWater(on canvas: inout Canvas, from quay: Int, boats: [Boat], waves: Noise) {
    let land = canvas
    let line = Float(quay)
    // The boats alone, on a ground that no paint has: what of them shows in the water.
    var fleet = Canvas(width: canvas.width, height: canvas.height)
    fleet.fill { _ in Colour(repeating: -1e6) }
    for boat in boats { boat.paint(on: &fleet) }
    canvas.fill(rows: quay..<canvas.height) { point in
      let depth = point.y - line + 2
      let scale = 0.7 + depth * 0.055
      let wave = waves.octaves(Point(point.x / (scale * 11), depth * 9 / scale / 2.2), 6, gain: 0.62)
      let shift = Point(wave * (1.5 + depth * 0.05), wave * (2 + depth * 0.12))
      let x = min(max(Int(point.x + shift.x), 0), land.width - 1)
      func mirrored(at waterline: Float) -> Int {
        let y = waterline - (point.y - waterline) * 1.15 + shift.y
        return min(max(Int(y), 0), Int(waterline) - 1)
      }
      var image = land.pixels[mirrored(at: line) * land.width + x]
      for boat in boats where point.y > boat.line - 2 && boat.spans(point.x) {
        let hull = fleet.pixels[mirrored(at: boat.line) * land.width + x]
        if hull.x > -1 { image = hull }
      }
      let deep = Colour(hex: 0x24424C) * (1 + 0.25 * wave)
      let glint = smoothStep(0.95, 1.5, wave) * 0.5
      return image.mixed(with: deep, 0.35 + 0.4 * smoothStep(0, 170, depth)) + Colour(0.9, 0.95, 1) * glint
    }
  }
}

/// A small sailing boat, seen from the side.
private struct Boat {
  let stern: Float
  let line: Float
  let length: Float
  let colour: Colour
  let name: String

  func spans(_ x: Float) -> Bool { x > stern - 14 && x < stern + length + 20 }

  func paint(on canvas: inout Canvas) {
    let deck = line - length * 0.17
    let mast = Point(stern + length * 0.46, deck - length * 1.02)
    var lettering = Lettering(
      width: canvas.width, height: canvas.height, origin: Point(stern + length * 0.62, deck + length * 0.035),
      angle: -0.02)
    let size = min(length * 0.062, length * 0.29 / StrokeFont.width(name) * 6)
    lettering.write(name, at: .zero, size: size, weight: 0.16)
    let rigging: [(Point, Point, Float)] = [
      (Point(mast.x, deck + 6), mast, 1.5), (mast, Point(stern + length, deck - 8), 0.4),
      (mast, Point(stern + 4, deck), 0.4), (mast, Point(mast.x - 13, deck), 0.35),
      (mast, Point(mast.x + 13, deck), 0.35),
      (Point(mast.x, deck - 22), Point(stern + 12, deck - 26), 2.6),
    ]
    canvas.paint(from: Point(stern - 6, mast.y - 4), to: Point(stern + length + 16, line + 1)) { point, ground in
      var colour = ground
      for (from, to, halfWidth) in rigging {
        let cover = Shape.cover(Shape.stroke(point, from: from, to: to, halfWidth: halfWidth)) * min(1, halfWidth * 2.2)
        colour = colour.mixed(with: halfWidth > 1 ? Colour(hex: 0xB98F5E) : Colour(hex: 0x2C2A28), cover)
      }
      let along = (point.x - stern) / length
      let cabin = Shape.box(
        point, centre: Point(stern + length * 0.33, deck - 7), half: Point(length * 0.14, 9), radius: 4)
      let port = Shape.box(
        point, centre: Point(stern + length * 0.33, deck - 8), half: Point(length * 0.09, 2.6), radius: 2)
      colour = colour.mixed(with: Colour(hex: 0xF2EFE6) * (point.y > deck - 12 ? 0.82 : 1), Shape.cover(cabin))
      colour = colour.mixed(with: Colour(hex: 0x1F2A30), Shape.cover(port))
      // The sheer rises towards the bow, the stem leans forward.
      let sheer = deck + 7 * (1 - 4 * (along - 0.45) * (along - 0.45) * 1.6) - 6
      let stem = stern + length + (line - point.y) * 0.28 - 6
      let hull = Shape.cover(max(sheer - point.y, point.y - line, stern - point.x, point.x - stem) * 0.9)
      let curve = 0.62 + 0.42 * smoothStep(line, sheer, point.y)
      let strake = smoothStep(1.6, 0.6, abs(point.y - sheer - 5))
      var paint = (self.colour * curve).mixed(with: Colour(hex: 0xF0E6C8), strake * 0.85)
      paint = paint.mixed(with: Colour(hex: 0x37231E), smoothStep(line - 8, line - 6, point.y))
      let ink = lettering.cover(at: point)
      let isPale = self.colour.y > 0.5
      paint = paint.mixed(with: isPale ? Colour(hex: 0x22303C) : Colour(hex: 0xF4F0E4), ink)
      return (colour.mixed(with: paint, hull), 1)
    }
  }
}
