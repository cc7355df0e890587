import AuditRecord
import Foundation
import Reporting
import Testing

@testable import Scoring

/// No pictures: figures need none.
private struct NoPictures: PictureSource {
  func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] { [:] }
}

@Suite("Figures of the page") struct FigureTests {
  private func page(_ record: RunRecord = SampleRun.record) throws -> PageMarkup {
    PageMarkup(try HTMLReport.render(record, pictures: NoPictures()))
  }

  private func number(_ element: PageMarkup.Element?, _ name: String) -> Double? {
    element?.attributes[name].flatMap(Double.init)
  }

  /// The elements of the first drawing whose description begins so.
  private func drawing(_ page: PageMarkup, _ description: String) throws -> ArraySlice<PageMarkup.Element> {
    let start = try #require(
      page.elements.firstIndex { $0.name == "svg" && $0.attributes["aria-label"]?.hasPrefix(description) == true })
    let end = page.elements[(start + 1)...].firstIndex { $0.name == "svg" } ?? page.elements.endIndex
    return page.elements[start..<end]
  }

  /// The dashed line stands above the diagonal by the limit, in the scale of the axis.
  @Test(arguments: [3.0, 6, 12]) func theLimitsLineStandsAboveTheDiagonalByTheLimit(limit: Double) throws {
    var record = SampleRun.record
    record.header.limit = limit
    let scatter = try drawing(try page(record), "Score of every case")
    func tick(_ text: String) -> Double? {
      number(scatter.first { $0.name == "text" && $0.attributes["text-anchor"] == "end" && $0.text == text }, "y")
    }
    let points = try #require(tick("50").flatMap { low in tick("60").map { (low - $0) / 10 } })
    func line(_ name: String) -> PageMarkup.Element? {
      scatter.first { $0.name == "line" && $0.attributes["class"] == name }
    }
    let diagonal = try #require(number(line("honest"), "y1"))
    let dashed = try #require(number(line("limit"), "y1"))
    #expect(number(line("honest"), "x1") == number(line("limit"), "x1"))
    // Coordinates have one decimal.
    #expect(abs(diagonal - dashed - limit * points) < 0.15)
  }

  /// To the right is better, whatever the member's direction.
  @Test func ladderFiguresTurnWhatIsBetterLower() throws {
    let page = try page()
    for (member, rises) in [("SSIM:", true), ("GMSD:", false)] {
      let ticks = try drawing(page, member).filter {
        $0.name == "text" && $0.attributes["class"] == "tick" && $0.attributes["text-anchor"] == "middle"
      }
      let values = ticks.compactMap { tick -> (x: Double, value: Double)? in
        guard let x = number(tick, "x"), let value = Double(tick.text) else { return nil }
        return (x, value)
      }.sorted { $0.x < $1.x }.map(\.value)
      #expect(values.count >= 2 && values == (rises ? values.sorted() : values.sorted(by: >)), "\(member) \(values)")
    }
  }

  /// Without a failure the cases that came nearest to one are shown.
  @Test func withoutAFailureTheNearestAreShown() throws {
    var record = SampleRun.record
    for index in record.cases.indices where record.cases[index].verdict == .failed {
      record.cases[index].verdict = .passed
    }
    let page = try page(record)
    #expect(page.all("h2").contains { $0.text == "Cases with the largest inflation" })
    #expect(page.all("article").count == 3)
  }
}
