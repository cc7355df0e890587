import AuditRecord

/// Shapes of drawings. Presentation attributes give a readable drawing where the style sheet is blocked; the style sheet
/// colours by class.
enum SVG {
  /// A drawing with a title for those who do not see it; its role is `group` when it holds links.
  static func drawing(
    width: Double, height: Double, title: String, class name: String, role: String = "img",
    @MarkupBuilder _ children: () -> [Markup]
  ) -> Markup {
    tag(
      "svg",
      [
        "viewBox": "0 0 \(number(width)) \(number(height))", "width": number(width), "height": number(height),
        "role": role, "aria-label": title, "class": name, "font-size": "12", "fill": "currentColor",
      ]
    ) {
      children()
    }
  }

  /// A straight line. Without the style sheet grids are faint and limits dashed all the same.
  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) -> Markup {
    tag(
      "line",
      [
        "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2), "class": name,
        "stroke": "currentColor", "stroke-opacity": name == "grid" ? "0.15" : nil,
        "stroke-dasharray": name == "limit" ? "4 3" : nil,
      ])
  }

  /// A rectangle.
  static func rectangle(x: Double, y: Double, width: Double, height: Double, _ name: String) -> Markup {
    tag(
      "rect",
      ["x": number(x), "y": number(y), "width": number(max(width, 0)), "height": number(max(height, 0)), "class": name])
  }

  /// A disc.
  static func dot(_ x: Double, _ y: Double, radius: Double, _ name: String) -> Markup {
    tag("circle", ["cx": number(x), "cy": number(y), "r": number(radius), "class": name])
  }

  /// A line through points, or a filled shape.
  static func path(_ points: [(Double, Double)], closed: Bool = false, _ name: String) -> Markup {
    let steps = points.enumerated().map {
      "\($0.offset == 0 ? "M" : "L")\(number($0.element.0)) \(number($0.element.1))"
    }
    return tag(
      "path",
      [
        "d": steps.joined() + (closed ? "Z" : ""), "class": name, "fill": closed ? nil : "none",
        "stroke": "currentColor",
      ])
  }

  /// Text; `anchor` is `start`, `middle` or `end`.
  static func label(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ name: String = "label"
  ) -> Markup {
    tag("text", ["x": number(x), "y": number(y), "text-anchor": anchor, "class": name]) { text }
  }

  /// Grid lines across a drawing at an axis' ticks, each with its number before it.
  static func levels(
    _ axis: Axis, _ count: Int, from left: Double, to right: Double, labels: Double, _ text: (Double) -> String
  ) -> [Markup] {
    axis.ticks(count).flatMap { tick in
      let y = axis.position(tick)
      return [line(left, y, right, y, "grid"), label(text(tick), labels, y + 4, anchor: "end", "tick")]
    }
  }

  /// Grid lines down a drawing at an axis' ticks, each with its number below it.
  static func columns(
    _ axis: Axis, _ count: Int, from top: Double, to bottom: Double, labels: Double, _ text: (Double) -> String
  ) -> [Markup] {
    axis.ticks(count).flatMap { tick in
      let x = axis.position(tick)
      return [line(x, top, x, bottom, "grid"), label(text(tick), x, labels, anchor: "middle", "tick")]
    }
  }

  /// A sign for a standing whose shape tells it apart without colour: cross, triangle, disc, ring, square, diamond.
  static func sign(_ record: Standing, _ x: Double, _ y: Double, size: Double) -> Markup {
    let name = "sign \(record.className)"
    switch record {
    case .failed:
      let (reach, waist) = (size * 0.95, size * 0.35)
      return path(
        [
          (x - reach, y - reach), (x, y - waist), (x + reach, y - reach), (x + waist, y), (x + reach, y + reach),
          (x, y + waist), (x - reach, y + reach), (x - waist, y),
        ], closed: true, name)
    case .inflated:
      return path([(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)], closed: true, name)
    case .passed: return dot(x, y, radius: size * 0.85, name)
    case .notDecided, .remarked: return dot(x, y, radius: size * 0.7, name)
    case .notApplicable:
      return rectangle(x: x - size * 0.75, y: y - size * 0.75, width: size * 1.5, height: size * 1.5, name)
    case .error: return path([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], closed: true, name)
    }
  }

  /// A coordinate.
  static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
