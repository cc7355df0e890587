import Raster

/// Ink laid down by a pen: how much of each pixel it covers.
struct Lettering {
  private(set) var ink: Plane<Float>
  /// How lines lie on the canvas: the unit vector along a line of text.
  let along: Point
  /// The canvas position of the text's own origin.
  let origin: Point

  init(width: Int, height: Int, origin: Point = .zero, angle: Float = 0) {
    ink = Plane(width: width, height: height, repeating: 0)
    along = Shape.turned(Point(1, 0), by: angle)
    self.origin = origin
  }

  /// A position of the text's own coordinates on the canvas.
  func placed(_ at: Point) -> Point {
    origin + along * at.x + Point(-along.y, along.x) * at.y
  }

  /// A canvas position in the text's own coordinates.
  func local(_ point: Point) -> Point {
    let away = point - origin
    return Point((away * along).sum(), (away * Point(-along.y, along.x)).sum())
  }

  /// Writes a line.
  /// - Parameters:
  ///   - at: the top left of its first capital, in the text's own coordinates.
  ///   - size: the height of a capital in pixels.
  ///   - weight: the stroke's width as a part of `size`.
  ///   - slant: how far capitals lean, as a part of their height.
  mutating func write(_ text: String, at: Point, size: Float, weight: Float, slant: Float = 0) {
    let unit = size / 6
    var pen = at
    for letter in text {
      for segment in StrokeFont.segments(letter) {
        func corner(_ grid: Point) -> Point {
          placed(pen + Point(grid.x + slant * (6 - grid.y), grid.y) * unit)
        }
        stroke(from: corner(segment.from), to: corner(segment.to), halfWidth: size * weight / 2)
      }
      pen.x += StrokeFont.advance(letter) * unit
    }
  }

  /// How much of the pixel around a canvas position is covered with ink.
  func cover(at point: Point) -> Float {
    let x = min(max(Int(point.x), 0), ink.width - 1)
    let y = min(max(Int(point.y), 0), ink.height - 1)
    return ink.samples[y * ink.width + x]
  }

  /// Draws a line in the text's own coordinates.
  mutating func rule(from a: Point, to b: Point, halfWidth: Float) {
    stroke(from: placed(a), to: placed(b), halfWidth: halfWidth)
  }

  private mutating func stroke(from a: Point, to b: Point, halfWidth: Float) {
    let reach = halfWidth + 1
    let columns = Canvas.span(min(a.x, b.x) - reach, max(a.x, b.x) + reach, within: ink.width)
    for y in Canvas.span(min(a.y, b.y) - reach, max(a.y, b.y) + reach, within: ink.height) {
      for x in columns {
        let distance = Shape.stroke(Point(Float(x) + 0.5, Float(y) + 0.5), from: a, to: b, halfWidth: halfWidth)
        // A line thinner than a pixel covers less of it.
        let cover = Shape.cover(distance) * min(1, halfWidth * 2.2)
        ink.samples[y * ink.width + x] = max(ink.samples[y * ink.width + x], cover)
      }
    }
  }
}
