import AuditRecord
import Foundation
import Reporting
import Testing

@testable import Scoring

@Suite("junit.xml") struct JUnitReportTests {
  private let record = SampleRun.record

  private func render(_ cases: [CaseRecord], header: RunHeader = SampleRun.header) throws -> String {
    try #require(JUnitReport.render(cases: cases, header: header, folder: "Reports/vmafneg-quick"))
  }

  private func parsed() throws -> ParsedXML.Element { try #require(ParsedXML(render(record.cases))).root }

  @Test func goldenReport() throws {
    try Golden.expect(Data(render(record.cases).utf8), equals: "junit.xml")
  }

  @Test func oneSuitePerAttackAndInputsApart() throws {
    let root = try parsed()
    #expect(root.name == "testsuites")
    #expect(
      root.all("testsuite").map { $0["name"] }
        == ["none", "unsharp", "fidelity-floor-4x", "max-differentiation", "input"])
    let input = try #require(root.all("testsuite").last)
    #expect(input.all("testcase").map { $0["name"] } == ["broken.png"])
    #expect(input.all("testcase")[0].children.map(\.name) == ["error"])
  }

  @Test func everyCaseOnceWithItsOutcome() throws {
    let outcomes: [Verdict: String?] = [
      .passed: nil, .failed: "failure", .notDecided: "skipped", .notApplicable: "skipped", .error: "error",
    ]
    var seen = 0
    for suite in try parsed().all("testsuite") {
      let attack = try #require(suite["name"])
      let own = record.cases.filter {
        ($0.measurement.key.attack ?? "input") == attack
      }
      #expect(suite.all("testcase").count == own.count)
      for (element, expected) in zip(suite.all("testcase"), own) {
        seen += 1
        #expect(element["classname"] == "audit.vmafneg.\(attack)")
        let outcome = element.children.first { $0.name != "system-out" }
        #expect(outcome?.name == outcomes[expected.verdict])
        let isFailure = expected.verdict == .failed
        #expect(outcome?["message"]?.isEmpty == (outcome == nil ? nil : false))
        if isFailure {
          let message = try #require(outcome?["message"])
          // XML keeps no control characters, and turns line feeds into blanks.
          let image = expected.image.prefix {
            $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
          }
          // Colour says that it is over the limit, and no size.
          let reading =
            expected.colourDecides(over: 6)
            ? ["its colour", "inflated by over 6"] : ["looks like an honest ", " by ", "limit 6"]
          for word in [String(image), "scores ", "inflated by ", "limit"] + reading {
            #expect(message.contains(word))
          }
        }
      }
      for (attribute, verdict) in [("failures", Verdict.failed), ("errors", .error), ("skipped", .notApplicable)] {
        #expect(suite[attribute] == "\(own.count { $0.verdict == verdict })")
      }
      #expect(suite["tests"] == "\(own.count)")
    }
    #expect(seen == record.cases.count)
  }

  /// Jenkins' schema (junit-10.xsd of its xUnit plug-in): which attributes an element may have, which children, and the
  /// pattern of `time`. The child order is that of the Windy Road schema, which Azure's and other readers follow.
  @Test func onlyWhatAllReadersAccept() throws {
    let allowed: [String: Set<String>] = [
      "testsuites": ["name", "time", "tests", "failures", "errors", "disabled"],
      "testsuite": [
        "name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package",
      ],
      "testcase": ["name", "classname", "time", "status", "class", "file", "line", "assertions"],
      "failure": ["message", "type"], "error": ["message", "type"], "skipped": ["message", "type"], "system-out": [],
    ]
    let children: [String: [String]] = [
      "testsuites": ["testsuite"], "testsuite": ["testcase"],
      "testcase": ["failure", "skipped", "error", "system-out"],
    ]
    var names: Set<String> = []
    func check(_ element: ParsedXML.Element) throws {
      let attributes = try #require(allowed[element.name], "\(element.name) is no element of the schema")
      for attribute in element.attributes { #expect(attributes.contains(attribute.name)) }
      let order = children[element.name] ?? []
      let positions = try element.children.map { try #require(order.firstIndex(of: $0.name)) }
      #expect(positions == positions.sorted())
      if element.name == "testcase" {
        #expect(element.children.count { $0.name != "system-out" } <= 1)
        #expect(names.insert("\(element["classname"] ?? "")#\(element["name"] ?? "")").inserted, "named twice")
        #expect(element["name"]?.isEmpty == false)
      }
      if let time = element["time"] { #expect(time.wholeMatch(of: /[0-9]+\.[0-9]{1,3}/) != nil) }
      if let timestamp = element["timestamp"] {
        #expect(timestamp.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}/) != nil)
      }
      for child in element.children { try check(child) }
    }
    try check(parsed())
  }

  @Test func attachmentsStandOnLinesOfTheirOwnTheAttackedPictureFirst() throws {
    let suite = try #require(try parsed().all("testsuite").first { $0["name"] == "unsharp" })
    let element = try #require(suite.all("testcase").first { $0["name"] == "kodim13.png from jpeg:30" })
    #expect(
      element.all("system-out").map(\.text) == [
        """
        [[ATTACHMENT|Reports/vmafneg-quick/images/1/unsharp-jpeg-30.png]]
        [[ATTACHMENT|Reports/vmafneg-quick/images/1/jpeg-30.png]]
        [[ATTACHMENT|Reports/vmafneg-quick/images/1/reference.png]]
        """
      ])
  }

  @Test func casesOfOneNameAreToldApart() throws {
    var twice = record.cases[0]
    twice.measurement.key.image += "\u{2}"
    let root = try #require(ParsedXML(render([record.cases[0], twice]))).root
    let names = root.children[0].all("testcase").compactMap { $0["name"] }
    #expect(Set(names).count == 2)
  }

  @Test func anEmptyRunIsWellFormed() throws {
    let root = try #require(ParsedXML(render([]))).root
    #expect(root["tests"] == "0" && root.children.isEmpty)
  }

  @Test func everyCharacterSurvivesOrIsNoXML() throws {
    var odd = record.cases[0]
    let name = "a\u{0}\u{8}\u{B}\u{FFFE}\u{1F600}<>&'\"]]>\u{85}\u{2028}.png"
    odd.measurement.key.image = name
    odd.verdict = .error
    odd.finding = .notMeasured
    odd.measurement.failure = .init(kind: .fault, subject: nil, reason: name)
    let root = try #require(ParsedXML(render([odd]))).root
    let expected = "a\u{1F600}<>&'\"]]>\u{85}\u{2028}.png"
    #expect(root.children[0].children[0]["name"]?.hasPrefix(expected) == true)
    #expect(root.children[0].children[0].children[0]["message"] == expected)
  }
}
