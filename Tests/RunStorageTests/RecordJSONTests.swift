import Foundation
import Testing

@testable import AuditRecord
@testable import RunStorage
@testable import Scoring

@Suite("Records as JSON") struct RecordJSONTests {
  /// Dictionaries by typed keys are objects with those keys' names.
  @Test func typedKeysAreNames() throws {
    func text(_ value: some Encodable) throws -> String { String(decoding: try RecordJSON.line(value), as: UTF8.self) }
    #expect(try text([PanelGroup.colour: 1.5, .whole: 2]) == "{\"colour\":1.5,\"whole\":2}\n")
    #expect(try text([Verdict.notApplicable: 1]) == "{\"not_applicable\":1}\n")
    #expect(try text([GateRule.betterThanItsScore: 1]) == "{\"better_than_its_score\":1}\n")
    #expect(try text([GateQuantity.metric: 1, .group(.colour): 2]) == "{\"colour\":2,\"metric\":1}\n")
    let account = [AttributionPart.clipping: -1.0, .feature("adm2"): 2]
    let data = try RecordJSON.line(account)
    #expect(String(decoding: data, as: UTF8.self) == "{\"adm2\":2,\"clipping\":-1}\n")
    #expect(try RecordJSON.decode([AttributionPart: Double].self, from: data) == account)
    #expect(throws: DecodingError.self) {
      try RecordJSON.decode([PanelGroup: Double].self, from: Data("{\"taste\":1}".utf8))
    }
  }

  /// What is missing in memory is an empty string in a file, and comes back as missing.
  @Test func missingNamesAreEmptyStrings() throws {
    let input = CaseMeasurement(key: CaseKey(image: "a.png"))
    let data = try RecordJSON.line(input)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""key":{"attack":"","image":"a.png","start":""}"#) && text.contains(#""attackID":"""#))
    #expect(try RecordJSON.decode(CaseMeasurement.self, from: data) == input)

    let rates: [RateName?] = ["", "20", nil]
    for rate in rates {
      let change = GateChange(image: "a.png", rate: rate, metric: 1, members: [:], groups: [:])
      let data = try RecordJSON.line(change)
      #expect(String(decoding: data, as: UTF8.self).contains("rate") == (rate != nil))
      #expect(try RecordJSON.decode(GateChange.self, from: data) == change)
    }
    let only = GatePicture(side: .baseline, image: "a.png", rate: "", bytes: nil, scored: nil)
    #expect(only.rate.name == nil)
    #expect(String(decoding: try RecordJSON.line(only), as: UTF8.self).contains(#""rate":"""#))
  }

  /// A record has the key only where a member is missing.
  @Test func missingMembersHaveAReason() throws {
    let whole = CaseMeasurement.Scored(score: 1, features: [:], panel: ["s": 1])
    let lacking = CaseMeasurement.Scored(score: 1, features: [:], panel: [:], missing: ["s": "too small"])
    #expect(!String(decoding: try RecordJSON.line(whole), as: UTF8.self).contains("missing"))
    for scored in [whole, lacking] {
      #expect(try RecordJSON.decode(CaseMeasurement.Scored.self, from: RecordJSON.line(scored)) == scored)
    }
  }

  @Test func awkwardNumbersComeBackToTheBit() throws {
    let numbers: [Double] = [0.1 + 0.2, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, .pi]
    let back = try RecordJSON.decode([Double].self, from: RecordJSON.line(numbers))
    #expect(back.map(\.bitPattern) == numbers.map(\.bitPattern))
    let odd = try RecordJSON.decode([Double].self, from: RecordJSON.line([Double.infinity, -.infinity, .nan]))
    #expect(odd[0] == .infinity && odd[1] == -.infinity && odd[2].isNaN)
  }

  @Test func aLineIsOneLine() throws {
    let line = try RecordJSON.line(Sample.line("a.png"))
    #expect(line.filter { $0 == 0x0A }.count == 1 && line.last == 0x0A)
  }

  @Test func aTornLastLineIsLeftOut() throws {
    let lines = ["a", "b", "c"].map { Sample.line($0) }
    let whole = try lines.map { try RecordJSON.line($0) }
    let intact = whole[0] + whole[1]
    // Cut anywhere in the third line, its line feed included.
    for cut in stride(from: 0, to: whole[2].count, by: 7) + [whole[2].count - 1] {
      let read = try RecordJSON.lines(CaseRecord.self, from: intact + whole[2].prefix(cut))
      #expect(read.values == Array(lines.prefix(2)))
      #expect(read.intactBytes == intact.count)
    }
    #expect(try RecordJSON.lines(CaseRecord.self, from: intact + whole[2]).values.count == 3)
    #expect(try RecordJSON.lines(CaseRecord.self, from: Data()).values.isEmpty)
  }

  @Test func aBrokenLineInTheMiddleIsNamed() throws {
    let line = try RecordJSON.line(Sample.line("a.png"))
    #expect(throws: RecordJSON.MalformedLine(number: 2)) {
      try RecordJSON.lines(CaseRecord.self, from: line + Data("{\"no\n".utf8) + line)
    }
  }
}
