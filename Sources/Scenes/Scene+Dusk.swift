import Raster

extension Scene {
  /// Hills behind hills in the haze of a low sun, and their image in a lake.
  func paintDusk(on canvas: inout Canvas, random: inout SeededRandom) {
    let clouds = Noise(seed: random.next())
    let sun = Point(520, 190)
    func sky(_ point: Point) -> Colour {
      let up = 1 - point.y / 330
      let high = Colour(hex: 0x5C79A8)
      let low = Colour(hex: 0xF2B98A)
      var colour = low.mixed(with: high, smoothStep(0, 1.1, up))
      let away = Shape.length((point - sun) * Point(0.8, 1.2))
      colour += Colour(1.1, 0.62, 0.28) * (60 / (60 + away)) * (60 / (60 + away)) * 1.3
      let bank = clouds.octaves(Point(point.x / 210, point.y / 62), 7, gain: 0.52)
      let veil = smoothStep(-0.1, 1.3, bank) * smoothStep(-0.3, 0.5, up)
      let edge = Colour(hex: 0xF6D3B4).mixed(with: Colour(hex: 0x8C86A0), smoothStep(0, 0.9, up) + 0.3 * bank)
      return colour.mixed(with: edge, 0.75 * veil)
    }
    canvas.fill(sky)
    let shore = 372
    let layers: [(base: Float, swing: Float, pace: Float, colour: UInt32)] = [
      (262, 46, 260, 0xB79AA0), (290, 40, 190, 0x8E7F92), (318, 34, 150, 0x676981), (346, 22, 110, 0x424A5E),
      (366, 10, 60, 0x232B33),
    ]
    for (index, layer) in layers.enumerated() {
      let ridge = Noise(seed: random.next())
      let trees = Noise(seed: random.next())
      let isNear = index >= 3
      canvas.fillOver(rows: 150..<shore) { point, behind in
        let spikes = isNear ? abs(trees.value(Point(point.x / 3.1, 0.5))) * (index == 4 ? 11 : 6) : 0
        let line = layer.base - layer.swing * ridge.octaves(Point(point.x / layer.pace, 0.37), 9, gain: 0.5) - spikes
        let inside = Shape.cover(line - point.y)
        guard inside > 0 else { return behind }
        let depth = point.y - line
        let haze = Colour(hex: 0xE2B69A) * 0.55
        let relief = 1 + 0.16 * trees.octaves(point / 30, 5, gain: 0.6)
        let near = Colour(hex: layer.colour) * relief
        let misty = near.mixed(with: haze, smoothStep(0, 75, depth) * (isNear ? 0.15 : 0.55))
        return behind + (misty - behind) * inside
      }
    }
    paintLake(on: &canvas, shore: shore, ripples: Noise(seed: random.next()), reeds: Noise(seed: random.next()))
  }

  private func paintLake(on canvas: inout Canvas, shore: Int, ripples: Noise, reeds: Noise) {
    let land = canvas
    canvas.fill(rows: shore..<canvas.height) { point in
      let depth = point.y - Float(shore)
      // Waves look flatter and smaller the nearer the horizon.
      let scale = 0.9 + depth * 0.09
      let wave = ripples.octaves(Point(point.x / (scale * 9), depth * 7 / scale), 4, gain: 0.6)
      let mirrored = Float(shore) - 2 - depth * 1.9 + wave * (3 + depth * 0.20)
      let source = Point(point.x + wave * (1 + depth * 0.03), max(mirrored, 0))
      let x = min(max(Int(source.x), 0), land.width - 1)
      let y = min(max(Int(source.y), 0), shore - 2)
      let image = land.pixels[y * land.width + x]
      let deep = Colour(hex: 0x2C3A4C)
      return image.mixed(with: deep, 0.22 + 0.3 * smoothStep(0, 140, depth)) * (1 + 0.07 * wave)
    }
    // Reeds stand out dark at the lower left.
    for stem in 0..<260 {
      let spread = reeds.cell(stem, 1)
      let root = Point(330 * spread * spread - 8, Float(canvas.height) + 4)
      let height = 34 + 130 * reeds.cell(stem, 2) * (1 - spread * 0.55)
      let tip = root + Point((reeds.cell(stem, 3) - 0.35) * 46, -height)
      let dark = Colour(hex: 0x1C1F17) * (0.7 + reeds.cell(stem, 4))
      canvas.paint(from: Point(min(root.x, tip.x) - 2, tip.y - 2), to: Point(max(root.x, tip.x) + 2, root.y)) {
        point, _ in
        let part = (root.y - point.y) / height
        let halfWidth = 0.25 + 1.1 * (1 - part)
        return (dark, Shape.cover(Shape.stroke(point, from: root, to: tip, halfWidth: halfWidth)))
      }
    }
  }
}
