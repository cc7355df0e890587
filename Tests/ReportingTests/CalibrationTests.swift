import AuditRecord
import Testing

@testable import Reporting
@testable import Scoring

@Suite("How inflation agrees with people") struct CalibrationTests {
  /// The figures beside the drawing are those of the points that are drawn.
  @Test func statisticsAreThoseOfThePoints() throws {
    let all = HumanCalibration.measured
    #expect(all.map(\.distortion) == [.blur, .tone, .colour] && all.map(\.human.count) == [60, 120, 60])
    #expect(
      all.map { $0.groups.map(\.group) } == [
        [.structure, .fidelity, .whole], [.structure, .fidelity, .whole], [.colour, .whole],
      ])
    for (calibration, group) in all.flatMap({ calibration in calibration.groups.map { (calibration, $0) } }) {
      #expect(calibration.references == 12)
      #expect(group.inflations.count == calibration.human.count)
      let distances = zip(group.inflations, calibration.human).map { abs($0 - $1) }
      // Points are written with two decimals.
      #expect(abs(try #require(median(distances)) - group.error.value) < 0.02)
      let rank = try #require(rankCorrelation(group.inflations, calibration.human))
      #expect(abs(rank - group.rank.value) < 0.005)
      for interval in [group.error, group.rank] {
        let ends = try #require(interval.ends)
        #expect(ends.lower < interval.value && interval.value < ends.upper)
      }
      #expect(group.errorWithin < group.error.value)
      #expect(calibration.noise.map { $0 < group.error.value } ?? (calibration.distortion != .blur))
    }
  }

  @Test func everyPointIsDrawn() {
    let page = PageMarkup(tag("section") { CalibrationDetails(calibrations: HumanCalibration.measured).markup }.html)
    #expect(page.faults == [])
    let drawings = page.all("svg")
    #expect(drawings.count == 8)
    for group in PanelGroup.allCases {
      let name = group.rawValue
      let drawn = HumanCalibration.measured.flatMap { one in
        one.groups.filter { $0.group == group }.flatMap(\.inflations)
      }
      let dots = page.all("circle").filter { $0.attributes["class"] == "point group-\(name)" }
      #expect(dots.count == drawn.count && dots.count >= 60, "\(name)")
      #expect(Set(dots.compactMap { $0.attributes["cy"] }).count > 40, "\(name) is spread")
    }
    #expect(page.all("details").count == 1 && page.all("details")[0].attributes["open"] == nil)
    let text = page.all("li").map(\.text).joined()
    #expect(text.contains("median error 3.9 points (3.3 … 6.3), rank correlation 0.84"))
  }
}
