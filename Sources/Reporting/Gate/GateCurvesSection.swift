import Foundation
import Scoring

/// Rate–distortion curves: the metric, and what each group of the panel implies.
struct GateCurvesSection: ReportSection {
  let record: GateRecord
  let id = "curves"
  let title = "Quality over size"

  private let width = 340.0
  private let height = 236.0

  /// - Returns: nil when sizes are not known or there is one rate only.
  init?(record: GateRecord) {
    guard record.curves.contains(where: { $0.points.count > 1 }) else { return nil }
    self.record = record
  }

  var body: Markup {
    let metric = record.header.run.metric
    let groups: [PanelGroup?] = [nil] + PanelGroup.allCases
    return tag("div") {
      tag("p", ["class": "intro"]) {
        "Means over images at each rate: the score itself, then what each group of the panel says it is worth, in points of "
          + "\(metric.title). A gain is earned when the candidate's curve rises in all of them. Solid: candidate; dashed: "
          + "baseline."
      }
      tag("div", ["class": "plots"]) {
        for group in groups {
          let own = record.curves.filter { $0.group == group }
          if own.contains(where: { $0.points.count > 1 }) {
            drawing(own, name: group.map { "\($0.title), implied" } ?? metric.title)
          }
        }
      }
    }
  }

  private func drawing(_ curves: [GateCurve], name: String) -> Markup {
    let points = curves.flatMap(\.points)
    // Equal ratios of size lie equally far apart.
    let x = Axis.over(points.map { logarithm($0.bytes) }, start: 40, end: width - 10)
    let value = Axis.over(points.map(\.value), start: height - 42, end: 26)
    let better = record.header.run.metric.higherIsBetter
    let y = better ? value : Axis(from: value.to, to: value.from, start: value.start, end: value.end)
    let images = curves.first?.images ?? 0
    return SVG.drawing(width: width, height: height, title: "\(name) over size", class: "figure curves") {
      SVG.label(name, 40, 14, "title")
      SVG.label("\(counted(images, "image"))", width - 10, 14, anchor: "end", "axis")
      SVG.levels(y, 4, from: 40, to: width - 10, labels: 35) { tickText($0) }
      for bytes in ticks(x) {
        SVG.line(x.position(logarithm(bytes)), 26, x.position(logarithm(bytes)), height - 42, "grid")
        SVG.label(size(bytes), x.position(logarithm(bytes)), height - 26, anchor: "middle", "tick")
      }
      for curve in curves {
        let place = curve.points.map { (x.position(logarithm($0.bytes)), y.position($0.value)) }
        let name = curve.side.rawValue
        SVG.path(place, "curve \(name)")
        for point in place { SVG.dot(point.0, point.1, radius: 2.8, "knot \(name)") }
      }
      SVG.label("size, logarithmic", width - 10, height - 8, anchor: "end", "axis")
    }
  }

  /// Round sizes within the axis.
  private func ticks(_ axis: Axis) -> [Double] {
    var found: [Double] = []
    var decade = 1.0
    while decade < 1e12 {
      for digit in [1.0, 1.5, 2, 3, 5, 7] {
        let position = logarithm(digit * decade)
        if position >= axis.from, position <= axis.to { found.append(digit * decade) }
      }
      decade *= 10
    }
    return found
  }

  private func logarithm(_ bytes: Double) -> Double { log2(bytes) }

  private func size(_ bytes: Double) -> String {
    if bytes >= 1e6 { return "\(NumberText.plain(bytes / 1e6)) MB" }
    return bytes >= 1e3 ? "\(NumberText.plain(bytes / 1e3)) kB" : "\(NumberText.plain(bytes)) B"
  }
}
