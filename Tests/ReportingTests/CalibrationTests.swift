import AuditRecord
import Testing

@testable import Reporting
@testable import Scoring

@Suite("How inflation agrees with people") struct CalibrationTests {
  /// The figures beside the drawing are those of the points that are drawn.
  @Test func statisticsAreThoseOfThePoints() throws {
    let calibration = HumanCalibration.measured
    #expect(calibration.human.count == 60 && calibration.references == 12)
    #expect(calibration.groups.map(\.group) == [.structure, .fidelity, .whole])
    for group in calibration.groups {
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
      #expect(group.errorWithin < group.error.value && calibration.noise < group.error.value)
    }
  }

  @Test func everyPointIsDrawn() {
    let page = PageMarkup(tag("section") { CalibrationDetails(calibration: .measured).markup }.html)
    #expect(page.faults == [])
    let drawings = page.all("svg")
    #expect(drawings.count == 3)
    for group in HumanCalibration.measured.groups {
      let name = group.group.rawValue
      let dots = page.all("circle").filter { $0.attributes["class"] == "point group-\(name)" }
      #expect(dots.count == 60, "\(name)")
      #expect(Set(dots.compactMap { $0.attributes["cy"] }).count > 40, "\(name) is spread")
    }
    #expect(page.all("details").count == 1 && page.all("details")[0].attributes["open"] == nil)
    let text = page.all("li").map(\.text).joined()
    #expect(text.contains("median error 4.1 points (3.2 … 6.2), rank correlation 0.85"))
  }
}
