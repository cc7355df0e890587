import Glibc

/// Signed distances, in pixels: negative inside. Where a pixel's centre is nearer than a half, it is partly covered.
enum Shape {
  /// How much of a pixel whose centre has this distance is covered, 0…1.
  static func cover(_ distance: Float) -> Float { min(max(0.5 - distance, 0), 1) }

  /// A disc.
  static func disc(_ point: Point, centre: Point, radius: Float) -> Float {
    length(point - centre) - radius
  }

  /// A rectangle with rounded corners.
  static func box(_ point: Point, centre: Point, half: Point, radius: Float = 0) -> Float {
    let away = point - centre
    let q = Point(abs(away.x), abs(away.y)) - half + radius
    let outside = length(Point(max(q.x, 0), max(q.y, 0)))
    return outside + min(max(q.x, q.y), 0) - radius
  }

  /// A stroke with round ends from `a` to `b`.
  static func stroke(_ point: Point, from a: Point, to b: Point, halfWidth: Float) -> Float {
    let along = b - a
    let offset = point - a
    let squared = (along * along).sum()
    let t = squared > 0 ? min(max((offset * along).sum() / squared, 0), 1) : 0
    return length(offset - along * t) - halfWidth
  }

  /// The half plane below the line through `a` and `b` (a to the left of b).
  static func below(_ point: Point, _ a: Point, _ b: Point) -> Float {
    let along = b - a
    return -((along.x * (point.y - a.y)) - along.y * (point.x - a.x)) / length(along)
  }

  static func length(_ v: Point) -> Float { (v * v).sum().squareRoot() }

  static func turned(_ v: Point, by angle: Float) -> Point {
    let c = cos(angle)
    let s = sin(angle)
    return Point(c * v.x - s * v.y, s * v.x + c * v.y)
  }
}
