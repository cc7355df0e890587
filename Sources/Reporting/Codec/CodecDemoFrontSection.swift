import Scoring

/// Gain of the metric against what the worst group makes of it: every decoder arm, the sweep over the guard's weight
/// joined by a line.
struct CodecDemoFrontSection: ReportSection {
  let record: CodecDemoRecord
  let id = "front"
  let title = "Gain of the metric against the worst group"

  private struct Point {
    let arm: CodecDemoArm
    let worst: Double
  }

  private var points: [Point] {
    record.arms.compactMap { arm in
      arm.part == .decoder ? arm.worstGroup.map { Point(arm: arm, worst: $0) } : nil
    }
  }

  var body: Markup {
    guard points.count > 1 else { return tag("p") { "There are not two decoders to compare." } }
    return tag("figure") {
      drawing
      tag("figcaption") {
        "Right is better for the picture, up for the score. A filled disc lies on the front: no other decoder is clearly "
          + "better on one axis and clearly worse on neither, on the same images. On the dashed line a group has lost a tenth of a point."
      }
    }
  }

  private var drawing: Markup {
    let x = Axis.over(points.map(\.worst) + [0.2, -0.3], start: 60, end: 600)
    let y = Axis.over(points.map(\.arm.metric.value) + [0], start: 330, end: 16)
    return SVG.drawing(
      width: 740, height: 386, title: "Gain of \(record.run.metric.title) against the worst group's implied change",
      class: "figure scatter"
    ) {
      SVG.columns(x, 6, from: 16, to: 330, labels: 348) { NumberText.signed($0, 1) }
      SVG.levels(y, 6, from: 60, to: 600, labels: 54) { NumberText.signed($0, 1) }
      SVG.line(x.position(-0.1), 16, x.position(-0.1), 330, "limit")
      SVG.path(
        points.filter { $0.arm.isSweep || $0.arm.onFront }.sorted { $0.worst < $1.worst }.map {
          (x.position($0.worst), y.position($0.arm.metric.value))
        }, "honest")
      for point in points {
        let place = (x: x.position(point.worst), y: y.position(point.arm.metric.value))
        if point.arm.onFront {
          SVG.dot(place.x, place.y, radius: 5, "median")
        } else {
          SVG.rectangle(x: place.x - 4, y: place.y - 4, width: 8, height: 8, "median over")
        }
        SVG.label(point.arm.name.replacing("decoder-", with: ""), place.x + 9, place.y + 4)
      }
      SVG.label("implied change of the worst group, points", 330, 376, anchor: "middle", "axis")
      tag("g", ["transform": "translate(14 174) rotate(-90)"]) {
        SVG.label("change of \(record.run.metric.title), points", 0, 0, anchor: "middle", "axis")
      }
    }
  }
}
