import AuditRecord
import Foundation
import Reporting
import Testing

@testable import Scoring

/// Pictures of a stated size for every path of the record.
private struct SamplePictures: PictureSource {
  var bytes: Int

  func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture] {
    let paths = PictureRole.allCases.compactMap { role in record.measurement.pictures[role].map { (role, $0) } }
    return Dictionary(uniqueKeysWithValues: paths).mapValues {
      EmbeddedPicture(
        id: $0, bytes: Data(repeating: 7, count: bytes), mediaType: "image/png", width: 768, height: 512)
    }
  }
}

@Suite("index.html") struct HTMLReportTests {
  private func render(
    _ record: RunRecord = SampleRun.record, bytes: Int = 300, sizeBudget: Int = 15_000_000
  ) throws -> String {
    try HTMLReport.render(record, pictures: SamplePictures(bytes: bytes), sizeBudget: sizeBudget)
  }

  @Test func markupNestsAndNamesOnce() throws {
    let page = PageMarkup(try render())
    #expect(page.faults == [])
    var ids: Set<String> = []
    for element in page.elements {
      if let id = element.attributes["id"] { #expect(ids.insert(id).inserted, "\(id) stands twice") }
    }
    for link in page.all("a") {
      let target = try #require(link.attributes["href"])
      if target.hasPrefix("#") { #expect(ids.contains(String(target.dropFirst())), "\(target) leads nowhere") }
    }
  }

  @Test func verdictLimitAndCountsComeFirst() throws {
    let html = try render()
    let heading = try #require(html.firstRange(of: "<h1>"))
    let firstSection = try #require(html.firstRange(of: "<section"))
    #expect(heading.lowerBound < firstSection.lowerBound)
    let head = html[..<firstSection.lowerBound]
    #expect(head.contains("VMAF NEG can be gamed: 10 of 11 attacked images inflated by more than 6 points"))
    for word in ["failed", "passed", "not applicable", "error", "limit of inflation"] {
      #expect(head.contains(word))
    }
    var weak = SampleRun.record
    let index = try #require(weak.cases.firstIndex { $0.verdict == .failed })
    (weak.cases[index].verdict, weak.cases[index].finding) = (.notApplicable, .weakEvidence)
    #expect(try render(weak).contains(" not applicable (1 weak evidence)"))
    let order = ["id=\"inputs\"", "id=\"reading\"", "id=\"attacks\"", "id=\"worst\"", "id=\"cases\"", "id=\"method\""]
    let places = try order.map { try #require(html.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
  }

  /// What holds of VMAF's scale is said of its family, whatever a metric is called.
  @Test func onlyVMAFHasItsScale() throws {
    let sentence = "Six points of VMAF"
    #expect(try render().contains(sentence))
    var other = SampleRun.record
    other.header.metric.id = "vmaf-mine"
    other.header.metric.family = "external vmaf-mine"
    let html = try render(other)
    #expect(!html.contains(sentence) && !html.contains("Scores 96, but looks like"))
    #expect(html.contains("Images below 256 pixels on a side") && html.contains("Fewer than six images have none"))
  }

  /// A panel member without a value says why where the case's numbers stand.
  @Test func aMissingMemberSaysWhy() throws {
    var record = SampleRun.record
    for index in record.cases.indices {
      record.cases[index].measurement.attacked?.panel["msssim"] = nil
      record.cases[index].measurement.attacked?.missing = ["msssim": "too small <by far>"]
    }
    let page = PageMarkup(try render(record))
    #expect(page.faults == [])
    let notes = page.all("p").filter { $0.text.hasPrefix("Without a value: MS-SSIM (too small &lt;by far&gt;)") }
    #expect(!notes.isEmpty)
    #expect(try render(record).contains(#""missing":"too small"#))
    #expect(try !render().contains("Without a value") && !render().contains(#""missing""#))
  }

  @Test func everyCaseIsInTheTableFailuresFirst() throws {
    let page = PageMarkup(try render())
    let rows = page.all("tr").filter { $0.attributes["data-verdict"] != nil }
    #expect(rows.count == SampleRun.record.cases.count - 1, "all but the input that could not be read")
    let order = ["failed", "error", "inflated", "not_decided", "not_applicable", "passed"]
    let ranks = rows.compactMap { row in row.attributes["data-verdict"].flatMap { order.firstIndex(of: $0) } }
    #expect(ranks.count == rows.count && ranks == ranks.sorted())
  }

  /// Jenkins blocks scripts and inline styles, and people read without seeing: what must hold without both.
  @Test func readsWithoutStylesScriptsAndSight() throws {
    let page = PageMarkup(try render())
    for element in page.elements {
      #expect(element.attributes["style"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      #expect(element.attributes["hidden"] == nil)
    }
    for image in page.all("img") {
      #expect(image.attributes["alt"]?.isEmpty == false)
      #expect(image.attributes["width"] != nil && image.attributes["height"] != nil)
    }
    for drawing in page.all("svg") {
      #expect(["img", "group"].contains(drawing.attributes["role"] ?? ""))
      #expect(drawing.attributes["aria-label"]?.isEmpty == false)
      #expect(drawing.attributes["width"] != nil)
    }
    for cell in page.all("th") { #expect(cell.attributes["scope"] != nil) }
    for table in page.all("table") where table.around.contains("section") {
      #expect(!table.text.isEmpty)
    }
    // Headings go down one level at a time.
    let levels = page.elements.compactMap { element in
      element.name.wholeMatch(of: /h([1-6])/).flatMap { Int($0.1) }
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    // A verdict is a word, not a colour.
    for chip in page.all("span") where chip.attributes["class"]?.hasPrefix("chip") == true {
      #expect(chip.text.contains { $0.isLetter })
    }
  }

  @Test func asksNobodyForAnything() throws {
    let page = PageMarkup(try render())
    for element in page.elements {
      #expect(!["link", "iframe", "object", "embed", "base"].contains(element.name))
      for name in ["src", "href", "srcset", "data", "action", "poster"] {
        guard let target = element.attributes[name] else { continue }
        #expect(!target.hasPrefix("//") && target.wholeMatch(of: /[a-z]+:\/\/.*/) == nil)
        if name == "src" { #expect(target.hasPrefix("data:")) }
      }
    }
    for style in page.all("style") { #expect(!style.text.contains("url(") && !style.text.contains("@import")) }
    for script in page.all("script") {
      #expect(script.attributes["src"] == nil)
      #expect(!script.text.contains("fetch(") && !script.text.contains("XMLHttpRequest"))
    }
  }

  @Test func namesCannotBecomeMarkup() throws {
    var record = SampleRun.record
    let evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u{0}&amp;.png"
    for index in record.cases.indices where record.cases[index].measurement.key.image == "kodim13.png" {
      record.cases[index].measurement.key.image = evil
      record.cases[index].measurement.notes = [evil]
      record.cases[index].measurement.failure = .init(kind: .fault, subject: evil, reason: evil)
      record.cases[index].finding = .notMeasured
      record.cases[index].measurement.pictures.attacked = evil
    }
    record.header.datasets = [evil]
    record.header.attacks[0].title = evil
    let plain = PageMarkup(try render())
    let page = PageMarkup(try render(record))
    #expect(page.faults == [])
    #expect(page.all("script").count == plain.all("script").count)
    #expect(!page.elements.contains { $0.attributes["onerror"] != nil || $0.attributes["src"] == "x" })
  }

  @Test func dataOfTheScriptsReadsBack() throws {
    let page = PageMarkup(try render())
    let script = try #require(page.all("script").first { $0.attributes["id"] == "cases-data" })
    #expect(!script.text.contains("<"))
    let data = try #require(
      try JSONSerialization.jsonObject(with: Data(script.text.utf8)) as? [String: Any])
    let cases = try #require(data["cases"] as? [String: Any])
    let rows = page.all("tr").filter { $0.attributes["data-verdict"] != nil }.compactMap { $0.attributes["id"] }
    #expect(Set(cases.keys) == Set(rows))
  }

  @Test func staysWithinItsBudgetAndSaysWhatItLeftOut() throws {
    let full = try render(bytes: 20_000)
    #expect(!full.contains("left out to keep this page small"))
    #expect(PageMarkup(full).all("img").count >= 3)

    let budget = 1_600_000
    let small = try render(bytes: 80_000, sizeBudget: budget)
    #expect(small.utf8.count <= budget)
    #expect(small.contains("left out to keep this page small"))
    #expect(!PageMarkup(small).all("img").isEmpty, "what fits is shown")

    let none = try render(bytes: 80_000, sizeBudget: 0)
    #expect(PageMarkup(none).all("img").isEmpty && PageMarkup(none).faults == [])
  }

  /// Charts grow with panel and ladders; the budget holds whatever they come to.
  @Test func aLargePanelStaysWithinTheBudget() throws {
    var record = SampleRun.record
    let ssim = try #require(record.header.panel.first)
    let copies = (0..<40).map { index -> MetricInfo in
      var copy = ssim
      copy.id = "copy\(index)"
      return copy
    }
    func widened(_ values: [String: Double]) -> [String: Double] {
      values.merging(copies.map { ($0.id, values[ssim.id] ?? 0) }) { $1 }
    }
    record.header.panel += copies
    for ladder in record.ladders.indices {
      for rung in record.ladders[ladder].rungs.indices {
        record.ladders[ladder].rungs[rung].panel = widened(record.ladders[ladder].rungs[rung].panel)
      }
    }
    for index in record.cases.indices {
      guard let panel = record.cases[index].measurement.attacked?.panel else { continue }
      record.cases[index].measurement.attacked?.panel = widened(panel)
    }
    let budget = 4_000_000
    let page = try render(record, bytes: 100_000, sizeBudget: budget)
    #expect(page.utf8.count <= budget)
    #expect(page.contains("left out to keep this page small"))
  }

  @Test func eachPictureIsEmbeddedOnce() throws {
    let html = try render()
    let page = PageMarkup(html)
    let shared = page.all("a").filter { $0.attributes["class"] == "same" }
    #expect(!shared.isEmpty)
    let ids = Set(page.all("img").compactMap { $0.attributes["id"] })
    for link in shared { #expect(ids.contains(link.attributes["data-same"] ?? "")) }
  }

  @Test func equalRecordsGiveEqualPages() throws {
    #expect(try render() == render())
  }

  @Test func aCaseKeepsItsAnchorInEveryRun() throws {
    var fewer = SampleRun.record
    fewer.cases.removeFirst(5)
    let ids = { (html: String) in
      Set(PageMarkup(html).all("tr").filter { $0.attributes["data-verdict"] != nil }.compactMap { $0.attributes["id"] })
    }
    #expect(ids(try render(fewer)).isSubset(of: ids(try render())))
  }

  /// The range of five values holds the median in fewer than 95 of 100 samples.
  @Test func fewerThanSixImagesHaveNoInterval() throws {
    func page(images: Int) throws -> PageMarkup {
      var record = SampleRun.record
      for index in record.summary.rows.indices {
        guard let value = record.summary.rows[index].inflation?.value else { continue }
        record.summary.rows[index].inflation =
          images < 6 ? .init(value: value) : .init(value: value, lower: value - 1, upper: value + 1)
      }
      return PageMarkup(try render(record))
    }
    func whiskers(_ page: PageMarkup) -> Int { page.all("line").count { $0.attributes["class"] == "whisker" } }
    #expect(whiskers(try page(images: 5)) == 0)
    #expect(whiskers(try page(images: 6)) == 3 * SampleRun.record.summary.rows.count { $0.inflation != nil })
  }

  /// What a figure leaves to be guessed is guessed wrong.
  @Test func figuresNameTheirAxes() throws {
    let page = PageMarkup(try render())
    let texts = page.all("text").filter { $0.attributes["class"] == "axis" }.map(\.text)
    for name in ["score of VMAF NEG, points", "what the panel implies, points", "implied score of VMAF NEG, points"] {
      #expect(texts.contains(name), "\(name)")
    }
    let members = page.all("text").filter { $0.attributes["class"] == "member" }.map(\.text)
    #expect(members.contains("ADM") && !members.contains { $0.hasPrefix("adm2") || $0.contains("_") })
    for cell in page.all("th") { #expect(!cell.text.isEmpty) }
  }

  @Test func oddRunsRender() throws {
    let empty = RunSummary(counts: [:], rows: [], worst: [])
    let nothing = RunRecord(header: SampleRun.header, ladders: [], cases: [], summary: empty)
    let page = PageMarkup(try render(nothing))
    #expect(page.faults == [] && page.all("h1")[0].text == "? Nothing could be judged")

    var unlimited = SampleRun.record
    unlimited.header.limit = nil
    #expect(PageMarkup(try render(unlimited)).faults == [])

    var reversed = SampleRun.record
    reversed.header.metric.higherIsBetter = false
    reversed.header.metric.lowest = nil
    reversed.header.metric.highest = nil
    reversed.header.metric.unit = ""
    reversed.ladders = []
    let odd = try render(reversed)
    #expect(PageMarkup(odd).faults == [] && !odd.contains("nan") && !odd.contains("inf\""))

    var held = SampleRun.record
    held.cases = held.cases.filter { $0.verdict == .passed }
    held.summary.counts = [.passed: held.cases.count]
    held.summary.standing = .passed
    #expect(PageMarkup(try render(held)).all("h1")[0].text.hasPrefix("✓ VMAF NEG held: none of"))
  }
}
