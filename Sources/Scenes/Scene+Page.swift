import Raster

extension Scene {
  /// A printed sheet on a desk, with a card across its corner: writing from five pixels high to forty.
  func paintPage(on canvas: inout Canvas, random: inout SeededRandom) {
    let wood = Noise(seed: random.next())
    canvas.fill { point in
      let grain = wood.octaves(Point(point.x / 160 + 0.2 * wood.value(point / 90), point.y / 11), 6, gain: 0.6)
      return Colour(hex: 0x6B4A31) * (0.9 + 0.28 * grain)
    }
    var text = Lettering(width: canvas.width, height: canvas.height, origin: Point(74, 38), angle: -0.052)
    let sheet = Point(560, 520)
    writePage(&text, random: &random)
    paintSheet(on: &canvas, text: text, size: sheet, fibres: Noise(seed: random.next()), random: &random)
    paintCard(on: &canvas, paper: Noise(seed: random.next()))
    // The light falls from the left; a soft shadow crosses the lower right.
    let lamp = Point(150, 60)
    canvas.fillOver { point, ground in
      let away = Shape.length((point - lamp) / Point(820, 640))
      let shadow = smoothStep(-70, 70, point.y * 0.8 + point.x * 0.6 - 735)
      return ground * (Colour(1.12, 1.04, 0.92) * (1.05 - 0.5 * away)) * (1 - 0.45 * shadow)
    }
  }

  private func writePage(_ text: inout Lettering, random: inout SeededRandom) {
    text.write("HARBOUR NEWS", at: Point(34, 30), size: 40, weight: 0.17)
    text.rule(from: Point(34, 84), to: Point(526, 84), halfWidth: 1.4)
    text.write("No. 214   Tuesday   Price 3.50", at: Point(34, 92), size: 11, weight: 0.11)
    text.rule(from: Point(34, 110), to: Point(526, 110), halfWidth: 0.6)
    text.write("Pier opens again", at: Point(34, 124), size: 19, weight: 0.13)
    text.write("after nine winters of repair", at: Point(34, 156), size: 13, weight: 0.11, slant: 0.18)
    let words = [
      "the", "boats", "lay", "still", "under", "quiet", "morning", "light", "while", "men", "carried", "planks", "of",
      "larch", "and", "oak", "along", "a", "narrow", "quay", "Every", "joint", "was", "measured", "twice", "before",
      "it", "met", "salt", "water", "In", "June", "first", "visitors", "walked", "out", "to", "where", "gulls", "sit",
      "by", "lamps", "fixed", "with", "brass", "next", "year", "will", "show", "how", "well", "that", "work", "holds",
    ]
    for column in 0..<2 {
      let left = Float(34 + column * 252)
      let top: Float = column == 0 ? 190 : 124
      var y = top
      while y < 500 {
        // The photograph of the second column takes its own room.
        if column == 1, y < 286, y >= 120 { y = 290 }
        var line = ""
        while true {
          let word = random.choice(words)
          let longer = line.isEmpty ? word : line + " " + word
          if StrokeFont.width(longer) * (7.6 / 6) > 236 { break }
          line = longer
        }
        text.write(line, at: Point(left, y), size: 7.6, weight: 0.13)
        y += 13.2
      }
    }
    text.write("Photograph: the pier at low tide", at: Point(286, 272), size: 6.4, weight: 0.12, slant: 0.18)
  }

  private func paintSheet(
    on canvas: inout Canvas, text: Lettering, size: Point, fibres: Noise, random: inout SeededRandom
  ) {
    let photograph = Noise(seed: random.next())
    canvas.fillOver { point, desk in
      let at = text.local(point)
      let middle = size / 2
      let distance = Shape.box(at, centre: middle, half: middle)
      let shade = Shape.box(at - Point(5, 6), centre: middle, half: middle)
      let below = desk * (1 - 0.6 * (1 - smoothStep(-4, 10, shade)))
      let inside = Shape.cover(distance)
      guard inside > 0 else { return below }
      let fibre = fibres.octaves(point / 24, 6, gain: 0.75)
      let fold = Shape.length(Point(at.y - 262, 0))
      let crease = 0.07 * (at.y > 262 ? 1 : -1) * (1 - smoothStep(0, 46, fold)) - 0.1 * (1 - smoothStep(0, 1.6, fold))
      var paper = Colour(hex: 0xEDE7D8) * (0.86 + 0.018 * fibre + crease)
      if at.x > 286, at.x < 526, at.y > 124, at.y < 264 {
        paper = paper * picture(Point(at.x - 286, at.y - 124), photograph)
      }
      let ink = text.cover(at: point) * (0.93 + 0.05 * fibre)
      paper = paper.mixed(with: Colour(hex: 0x1F1D22), ink)
      return below + (paper - below) * inside
    }
  }

  /// A small printed photograph: sky, sea and a pier, in dots of ink.
  private func picture(_ at: Point, _ noise: Noise) -> Colour {
    let cloud = noise.octaves(Point(at.x / 70, at.y / 30), 6)
    let sea = noise.octaves(Point(at.x / 16, at.y / 3.5), 5)
    var tone = Colour(0.55, 0.66, 0.78) + Colour(repeating: 0.18 * cloud)
    if at.y > 74 { tone = Colour(0.20, 0.32, 0.38) + Colour(repeating: 0.12 * sea) }
    let deck = Shape.below(at, Point(0, 66), Point(240, 82))
    if abs(deck) < 4 { tone = Colour(0.24, 0.19, 0.15) }
    let post = abs((at.x / 23) - (at.x / 23).rounded()) * 23
    if post < 1.6, at.y > 66, at.y < 116 { tone = Colour(0.16, 0.13, 0.11) }
    let screen = abs(at.x - at.x.rounded()) * abs(at.y - at.y.rounded())
    return tone * (1 - 0.35 * screen)
  }

  private func paintCard(on canvas: inout Canvas, paper: Noise) {
    var text = Lettering(width: canvas.width, height: canvas.height, origin: Point(556, 268), angle: 0.21)
    text.write("LARCH + OAK", at: Point(16, 20), size: 15, weight: 0.16)
    text.write("timber yard", at: Point(18, 48), size: 13, weight: 0.12, slant: 0.2)
    text.write("Quay 7", at: Point(18, 82), size: 10, weight: 0.13)
    text.write("open 8 - 17", at: Point(18, 100), size: 10, weight: 0.13)
    text.rule(from: Point(18, 72), to: Point(150, 72), halfWidth: 0.8)
    canvas.fillOver { point, below in
      let at = text.local(point)
      let centre = Point(92, 64)
      let half = Point(92, 64)
      let shade = Shape.box(at - Point(4, 6), centre: centre, half: half, radius: 7)
      let ground = below * (1 - 0.55 * (1 - smoothStep(-5, 9, shade)))
      let inside = Shape.cover(Shape.box(at, centre: centre, half: half, radius: 7))
      guard inside > 0 else { return ground }
      let grain = paper.octaves(point / 9, 5, gain: 0.7)
      var card = Colour(hex: 0x2F6B4F) * (0.95 + 0.05 * grain)
      if at.x > 152 { card = Colour(hex: 0xD9A62E) * (0.95 + 0.05 * grain) }
      card = card.mixed(with: Colour(hex: 0xF2EEDC), text.cover(at: point))
      return ground + (card - ground) * inside
    }
  }
}
