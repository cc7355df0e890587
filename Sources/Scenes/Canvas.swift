import Glibc
import Raster

/// A colour in linear light: R, G, B, 1 being white.
typealias Colour = SIMD3<Float>

/// A position on the canvas: x to the right, y downwards, in pixels; a pixel's centre lies at a half.
typealias Point = SIMD2<Float>

/// A picture in linear light that a scene is painted on.
struct Canvas {
  let width: Int
  let height: Int
  var pixels: [Colour]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = [Colour](repeating: .zero, count: width * height)
  }

  /// Replaces the pixels, all or of some rows, by `shade` of their centres.
  mutating func fill(rows: Range<Int>? = nil, _ shade: (Point) -> Colour) {
    fillOver(rows: rows) { point, _ in shade(point) }
  }

  /// Replaces the pixels, all or of some rows, by what `shade` makes of their centres and of what is there.
  mutating func fillOver(rows: Range<Int>? = nil, _ shade: (Point, Colour) -> Colour) {
    for y in (rows ?? 0..<height).clamped(to: 0..<height) {
      for x in 0..<width {
        pixels[y * width + x] = shade(Point(Float(x) + 0.5, Float(y) + 0.5), pixels[y * width + x])
      }
    }
  }

  /// Paints inside a box: `paint` says a pixel's colour and how much of the pixel it covers, 0…1.
  mutating func paint(from low: Point, to high: Point, _ paint: (Point, Colour) -> (colour: Colour, cover: Float)) {
    let columns = Canvas.span(low.x, high.x, within: width)
    for y in Canvas.span(low.y, high.y, within: height) {
      for x in columns {
        let index = y * width + x
        let (colour, cover) = paint(Point(Float(x) + 0.5, Float(y) + 0.5), pixels[index])
        guard cover > 0 else { continue }
        pixels[index] += (colour - pixels[index]) * min(cover, 1)
      }
    }
  }

  /// The pixels from `low` to `high` that lie on a canvas of `size`; empty where none does.
  static func span(_ low: Float, _ high: Float, within size: Int) -> Range<Int> {
    let first = min(max(0, Int(low.rounded(.down))), size)
    return first..<max(first, min(size, Int(high.rounded(.up)) + 1))
  }

  /// Blurs by `passes` box filters of `2·radius + 1` pixels in each direction, edges repeated.
  /// - Complexity: O(width · height · passes)
  mutating func blur(radius: Int, passes: Int) {
    guard radius > 0 else { return }
    for _ in 0..<passes {
      for y in 0..<height { blurLine(from: y * width, stride: 1, count: width, radius: radius) }
      for x in 0..<width { blurLine(from: x, stride: width, count: height, radius: radius) }
    }
  }

  private mutating func blurLine(from first: Int, stride: Int, count: Int, radius: Int) {
    var line = [Colour](repeating: .zero, count: count)
    for i in 0..<count { line[i] = pixels[first + i * stride] }
    var sum = Colour.zero
    for i in -radius...radius { sum += line[min(max(i, 0), count - 1)] }
    let scale = 1 / Float(2 * radius + 1)
    for i in 0..<count {
      pixels[first + i * stride] = sum * scale
      sum += line[min(i + radius + 1, count - 1)] - line[max(i - radius, 0)]
    }
  }

  /// The picture as a camera would store it: slight blur, corners a little darker, a shoulder instead of clipping,
  /// sRGB's curve, and a little noise.
  func developed(random: inout SeededRandom) -> RGBImage {
    var red = [UInt16](repeating: 0, count: width * height)
    var green = red
    var blue = red
    let centre = Point(Float(width), Float(height)) / 2
    for y in 0..<height {
      for x in 0..<width {
        let away = (Point(Float(x) + 0.5, Float(y) + 0.5) - centre) / centre.x
        let falloff = 1 - 0.16 * (away * away).sum()
        let light = softened(x: x, y: y) * falloff
        // One draw per channel, of nearly normal shape: the sum of two uniform numbers.
        let noise = Colour(
          Float(random.uniform() + random.uniform()), Float(random.uniform() + random.uniform()),
          Float(random.uniform() + random.uniform()))
        let index = y * width + x
        let code = Colour(Canvas.encoded(light.x), Canvas.encoded(light.y), Canvas.encoded(light.z))
        let level = code * 255 + (noise - 1) * 1.8
        red[index] = Canvas.quantised(level.x)
        green[index] = Canvas.quantised(level.y)
        blue[index] = Canvas.quantised(level.z)
      }
    }
    return RGBImage(
      red: Plane(width: width, height: height, samples: red),
      green: Plane(width: width, height: height, samples: green),
      blue: Plane(width: width, height: height, samples: blue), bitDepth: 8)
  }

  /// The lens: a quarter of the light goes to the four neighbours.
  private func softened(x: Int, y: Int) -> Colour {
    let row = y * width
    let neighbours =
      pixels[row + max(x - 1, 0)] + pixels[row + min(x + 1, width - 1)] + pixels[max(y - 1, 0) * width + x]
      + pixels[min(y + 1, height - 1) * width + x]
    return pixels[row + x] * 0.76 + neighbours * 0.06
  }

  /// sRGB's curve (IEC 61966-2-1) after a shoulder that bends light above 0.7 towards 1.
  private static func encoded(_ linear: Float) -> Float {
    var light = max(linear, 0)
    if light > 0.7 { light = 0.7 + 0.3 * (1 - exp(-(light - 0.7) / 0.3)) }
    return light <= 0.003_130_8 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  private static func quantised(_ level: Float) -> UInt16 { UInt16(min(max(level.rounded(), 0), 255)) }
}

extension Colour {
  /// A colour given as people write it: sRGB, 0xRRGGBB.
  init(hex: UInt32) {
    func linear(_ shift: UInt32) -> Float {
      let code = Float((hex >> shift) & 0xFF) / 255
      return code <= 0.040_45 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4)
    }
    self.init(linear(16), linear(8), linear(0))
  }

  /// The way from `self` to `other`, `part` of it, 0…1.
  func mixed(with other: Colour, _ part: Float) -> Colour {
    self + (other - self) * (part < 0 ? 0 : part > 1 ? 1 : part)
  }
}

/// 0 below `low`, 1 above `high`, smooth between.
func smoothStep(_ low: Float, _ high: Float, _ value: Float) -> Float {
  let t = min(max((value - low) / (high - low), 0), 1)
  return t * t * (3 - 2 * t)
}

extension SeededRandom {
  /// A uniform number in `range`.
  mutating func number(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * Float(uniform())
  }

  /// One of `choices`.
  mutating func choice<Element>(_ choices: [Element]) -> Element {
    choices[min(Int(uniform() * Double(choices.count)), choices.count - 1)]
  }
}
