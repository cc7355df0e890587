import AuditRecord
import Foundation
import Raster
import Reporting
import Testing

@testable import Scoring

@Suite("cases.csv") struct CasesCSVTests {
  private let record = SampleRun.record

  /// A reader of RFC 4180, written apart from the writer.
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var quoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if quoted {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          field += "\""
          scalars.removeFirst()
        } else {
          quoted = false
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        row.append(field)
        field = ""
      } else if scalar == "\n" {
        rows.append(row + [field])
        row = []
        field = ""
      } else {
        field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func goldenTable() throws {
    try Golden.expect(Data(CasesCSV.render(cases: record.cases, header: record.header).utf8), equals: "cases.csv")
  }

  @Test func columnsAreTheContract() {
    let text = CasesCSV.render(cases: [], header: record.header)
    #expect(
      text == "image,start,attack,metric,score_start,score,implied,inflation,inflation_structure,inflation_fidelity,"
        + "inflation_colour,inflation_whole,verdict,ssim,msssim,haarpsi,gmsd,vifp,psnr,psnr_cb,delta_e_ab,bounded,reason\n"
    )
  }

  @Test func readsBackToTheBit() throws {
    var random = SeededRandom(seed: 1)
    let text = CasesCSV.render(cases: record.cases.shuffled(using: &random), header: record.header)
    let rows = parse(text)
    #expect(rows.count == record.cases.count + 1)
    let width = rows[0].count
    for (row, expected) in zip(rows.dropFirst(), record.cases) {
      try #require(row.count == width)
      let fields = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
      #expect(fields["score"].flatMap(Double.init) == expected.measurement.attacked?.score)
      #expect(fields["inflation"].flatMap(Double.init) == expected.inflation)
      #expect(fields["implied"].flatMap(Double.init) == expected.implied)
      #expect(fields["psnr"].flatMap(Double.init) == expected.measurement.attacked?.panel["psnr"])
      #expect(fields["inflation_whole"] == "", "a group without members is empty, not 0")
      #expect(fields["verdict"] == expected.verdict.rawValue)
      if !expected.measurement.key.image.hasPrefix("=") {
        #expect(fields["image"] == expected.measurement.key.image)
      }
    }
  }

  @Test func noFieldIsAFormula() {
    for row in parse(CasesCSV.render(cases: record.cases, header: record.header)) {
      for field in row where Double(field) == nil {
        #expect(field.unicodeScalars.first.map { !"=+-@\t\r\n".unicodeScalars.contains($0) } ?? true)
      }
    }
  }

  @Test func secondsAreNotInIt() {
    var slower = record.cases
    for index in slower.indices { slower[index].measurement.seconds += 1 }
    #expect(
      CasesCSV.render(cases: slower, header: record.header)
        == CasesCSV.render(cases: record.cases, header: record.header))
  }
}
