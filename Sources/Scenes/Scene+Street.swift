import Raster

extension Scene {
  /// House fronts along a street, seen a little from below and from the side, half of them in the sun.
  func paintStreet(on canvas: inout Canvas, random: inout SeededRandom) {
    let sky = Noise(seed: random.next())
    var houses: [House] = []
    var left: Float = -70
    while left < 860 {
      let house = House(left: left, random: &random)
      houses.append(house)
      left = house.right
    }
    let shadow = Noise(seed: random.next())
    let pavement = Noise(seed: random.next())
    canvas.fill { point in
      // The camera looks up and along: verticals lean inwards, the lines of the fronts fall to the right.
      let away = point - Point(360, 420)
      let depth = 1 + away.x * 0.000_32 - away.y * 0.000_22
      let at = Point(360 + away.x / depth * 1.02, 420 + (away.y + away.x * 0.045) / depth)
      if at.y > 452 { return self.ground(at, pavement) }
      let cloud = sky.octaves(point / Point(260, 130), 6)
      let air = Colour(hex: 0x6FA3D8).mixed(
        with: Colour(hex: 0xDCE8F2), point.y / 420 + 0.4 * smoothStep(0.1, 1.2, cloud))
      guard let house = houses.first(where: { at.x < $0.right }) else { return air }
      let (colour, cover) = house.surface(at)
      // A building across the street throws its outline on the fronts.
      let outline = 300 + (shadow.value(Point((at.x / 88).rounded(.down), 0.5)) * 70) - at.x * 0.16
      let lit = smoothStep(2, -2, at.y - outline - 10)
      let light = Colour(0.34, 0.40, 0.52) + Colour(0.95, 0.84, 0.66) * lit
      return air + (colour * light - air) * cover
    }
    paintLines(on: &canvas)
  }

  private func ground(_ at: Point, _ pavement: Noise) -> Colour {
    let kerb: Float = 474
    let grain = pavement.octaves(at / 5, 4, gain: 0.75)
    if at.y < kerb {
      let slab = Point(at.x / 34 + (at.y > 462 ? 0.5 : 0), (at.y - 452) / 10)
      let seam = max(abs(slab.x - slab.x.rounded(.down) - 0.5), abs(slab.y - slab.y.rounded(.down) - 0.5))
      return Colour(hex: 0x8F8B84) * (0.42 + 0.04 * grain - 0.15 * smoothStep(0.45, 0.49, seam))
    }
    if at.y < kerb + 5 { return Colour(hex: 0xB0ACA4) * (0.5 + 0.05 * grain) }
    let wet = pavement.octaves(Point(at.x / 120, at.y / 22), 4)
    return Colour(hex: 0x55565A) * (0.42 + 0.07 * grain + 0.05 * wet)
  }

  /// Wires across the sky, and two lamps.
  private func paintLines(on canvas: inout Canvas) {
    for wire in 0..<4 {
      let start = Point(-4, 40 + Float(wire) * 13)
      let end = Point(772, 96 + Float(wire) * 9)
      let sag: Float = 22 + Float(wire) * 4
      canvas.paint(from: Point(0, 30), to: Point(768, 190)) { point, _ in
        let t = (point.x - start.x) / (end.x - start.x)
        let line = start.y + (end.y - start.y) * t + 4 * sag * t * (1 - t)
        return (Colour(hex: 0x26272B), Shape.cover(abs(point.y - line) - 0.45) * 0.9)
      }
    }
    for x in [Float(148), 602] {
      canvas.paint(from: Point(x - 40, 196), to: Point(x + 12, 486)) { point, _ in
        let pole = Shape.stroke(point, from: Point(x, 480), to: Point(x - 3, 220), halfWidth: 2.6)
        let arm = Shape.stroke(point, from: Point(x - 3, 222), to: Point(x - 30, 212), halfWidth: 1.6)
        let head = Shape.box(point, centre: Point(x - 32, 215), half: Point(8, 3.4), radius: 2)
        let distance = min(pole, arm, head)
        let side = smoothStep(-2.5, 2.5, point.x - x + 2)
        return (Colour(hex: 0x5D666A).mixed(with: Colour(hex: 0x1E2326), side), Shape.cover(distance))
      }
    }
  }
}

/// One front: wall, rows of windows, a shop or a door below, a roof above.
private struct House {
  private static let walls: [Colour] = [
    0xC9A27A, 0xA8553C, 0xD9CDB4, 0x8C9AA0, 0xE0B84E, 0xB7B2A6, 0x9C6B52,
  ].map { Colour(hex: $0) }
  private static let trims: [Colour] = [0xF0EBDD, 0x3C4A44, 0x5C3B2A, 0xE6E2D6].map { Colour(hex: $0) }
  let left: Float
  let right: Float
  let top: Float
  let wall: Colour
  let trim: Colour
  let roof: Colour
  let isBrick: Bool
  let storeys: Int
  let columns: Int
  let texture: Noise
  let sign: Colour

  init(left: Float, random: inout SeededRandom) {
    self.left = left
    columns = 2 + Int(random.number(0...2.99))
    right = left + Float(columns) * random.number(42...56) + 18
    storeys = 3 + Int(random.number(0...1.99))
    top = 452 - 92 - Float(storeys) * random.number(62...76)
    wall = random.choice(House.walls) * random.number(0.8...1.1)
    trim = random.choice(House.trims)
    roof = random.choice([Colour(hex: 0x7C3F2E), Colour(hex: 0x474B52), Colour(hex: 0x8A4A35)])
    isBrick = random.uniform() < 0.45
    texture = Noise(seed: random.next())
    sign = random.choice([Colour(hex: 0x2F5D7C), Colour(hex: 0x7C2F3A), Colour(hex: 0x2F6B4F), Colour(hex: 0xC98A2B)])
  }

  /// The front's colour and how much of the pixel it covers.
  func surface(_ at: Point) -> (colour: Colour, cover: Float) {
    let eaves = top - 26
    if at.y < eaves + 26 { return roofSurface(at, eaves: eaves) }
    let height = 452 - 92 - top
    let storey = height / Float(storeys)
    let bay = (right - left - 18) / Float(columns)
    var colour = at.y > 360 ? shop(at) : masonry(at)
    if at.y <= 360 {
      let column = ((at.x - left - 9) / bay).rounded(.down)
      let row = ((at.y - top) / storey).rounded(.down)
      if column >= 0, Int(column) < columns, row >= 0, Int(row) < storeys {
        let centre = Point(left + 9 + (column + 0.5) * bay, top + (row + 0.52) * storey)
        colour = window(
          at, centre: centre, half: Point(bay * 0.27, storey * 0.33), key: Int(column) * 8 + Int(row), colour)
      }
    }
    let cornice = Shape.box(at, centre: Point((left + right) / 2, top + 3), half: Point((right - left) / 2, 3.5))
    colour = colour.mixed(with: trim, Shape.cover(cornice))
    let ledge = Shape.box(at, centre: Point((left + right) / 2, 358), half: Point((right - left) / 2, 3))
    colour = colour.mixed(with: trim * 0.9, Shape.cover(ledge))
    let drip = smoothStep(14, 0, at.y - top - 6) * (at.y > top + 6 ? 0.4 : 0)
    let edge = smoothStep(2, 0, right - at.x) * 0.45
    return (colour * (1 - drip) * (1 - edge), 1)
  }

  private func roofSurface(_ at: Point, eaves: Float) -> (colour: Colour, cover: Float) {
    let middle = (left + right) / 2
    let inset = (top - at.y) * 0.35
    let inside = Shape.cover(max(eaves - at.y, left + inset - at.x, at.x - right + inset))
    let row = (at.y / 4.2).rounded(.down)
    let tile = at.x / 5.5 + (row.truncatingRemainder(dividingBy: 2) == 0 ? 0.5 : 0)
    let seam = abs(tile - tile.rounded(.down) - 0.5)
    let step = at.y / 4.2 - row
    let tone = 0.75 + 0.3 * texture.cell(Int(tile), Int(row)) - 0.25 * smoothStep(0.38, 0.5, seam) - 0.2 * step
    let stack = Shape.box(at, centre: Point(middle + 22, eaves - 10), half: Point(8, 16))
    let chimney = Shape.cover(stack)
    let colour = (roof * tone).mixed(with: Colour(hex: 0x8B5A45) * (0.8 + 0.2 * texture.value(at / 3)), chimney)
    return (colour, max(inside, chimney))
  }

  private func masonry(_ at: Point) -> Colour {
    let stain = texture.octaves(at / Point(60, 110), 6, gain: 0.6)
    let grain = texture.octaves(at / 4, 3, gain: 0.7)
    guard isBrick else { return wall * (0.92 + 0.09 * stain + 0.035 * grain) }
    let row = (at.y / 5).rounded(.down)
    let brick = at.x / 11 + (row.truncatingRemainder(dividingBy: 2) == 0 ? 0.5 : 0)
    let seam = max(
      smoothStep(0.40, 0.47, abs(brick - brick.rounded(.down) - 0.5)), smoothStep(0.30, 0.44, abs(at.y / 5 - row - 0.5))
    )
    let tone = 0.78 + 0.34 * texture.cell(Int(brick.rounded(.down)), Int(row), 5)
    return (wall * tone).mixed(with: Colour(hex: 0xB9B0A2), seam * 0.55) * (0.94 + 0.08 * stain + 0.03 * grain)
  }

  private func window(_ at: Point, centre: Point, half: Point, key: Int, _ wall: Colour) -> Colour {
    let frame = Shape.box(at, centre: centre, half: half + 3)
    let sill = Shape.box(at, centre: centre + Point(0, half.y + 5), half: Point(half.x + 6, 2.4))
    var colour = wall.mixed(with: trim, Shape.cover(min(frame, sill)))
    let glass = Shape.cover(Shape.box(at, centre: centre, half: half))
    guard glass > 0 else { return colour }
    let inside = (at - centre) / half
    let sky = texture.octaves(at / 40 + Float(key) * 3, 4)
    var pane = Colour(hex: 0x1E2A33).mixed(with: Colour(hex: 0x9DB8CC), 0.32 - 0.3 * inside.y + 0.25 * sky)
    let curtain = texture.cell(key, 3)
    if curtain > 0.45, abs(inside.x) > 1.35 - curtain * 0.8 {
      pane = Colour(hex: 0xE4DCCB) * (0.42 + 0.1 * texture.value(Point(at.x / 1.7, 0.3)))
    }
    let bars = min(abs(at.x - centre.x), abs(at.y - centre.y + half.y * 0.25)) - 1
    pane = pane.mixed(with: trim * 0.9, Shape.cover(bars))
    pane *= 1 - 0.5 * smoothStep(5, 0, at.y - centre.y + half.y)
    colour += (pane - colour) * glass
    return colour
  }

  private func shop(_ at: Point) -> Colour {
    let width = right - left
    let band = Shape.box(at, centre: Point((left + right) / 2, 373), half: Point(width / 2 - 8, 8))
    var colour = masonry(at) * 0.8
    let glass = Shape.box(at, centre: Point(left + width * 0.38, 418), half: Point(width * 0.29, 27))
    let door = Shape.box(at, centre: Point(left + width * 0.82, 420), half: Point(width * 0.1, 32))
    let goods = texture.octaves(at / Point(9, 14), 4, gain: 0.7)
    let hue = texture.cell(Int(at.x / 7), Int(at.y / 18), 9)
    let display = Colour(hex: 0x40352C).mixed(
      with: Colour(0.75, 0.35 + 0.4 * hue, 0.2 + 0.3 * goods), 0.35 + 0.35 * goods)
    colour = colour.mixed(with: sign * 0.6, Shape.cover(glass - 3))
    colour = colour.mixed(with: display, Shape.cover(glass))
    colour = colour.mixed(with: trim * 0.6, Shape.cover(door - 2))
    colour = colour.mixed(with: sign * (0.7 + 0.06 * goods), Shape.cover(door))
    return colour.mixed(with: sign, Shape.cover(band))
  }
}
