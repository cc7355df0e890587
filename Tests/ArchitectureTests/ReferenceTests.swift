import Foundation
import Testing

/// Whoever is sent to a page finds it, and the section that was named.
@Suite("References to pages") struct ReferenceTests {
  /// A place that names a page of `docs/`, and a section of it or none.
  struct Reference: Equatable {
    var page: String
    var section: String?
  }

  static let root = ImportTests.root

  /// Every text with `word` that people wrote, relative to the project's root: no build folder and no recorded report.
  static func texts(with word: String) throws -> [(path: String, text: String)] {
    let top = try FileManager.default.contentsOfDirectory(atPath: root.path)
    let folders = [
      "Attacks", "Benchmarks", "Bindings", "Examples", "Scripts", "Sources", "Tests", "docs", ".ci", ".github",
    ]
    var paths = top.filter { $0.hasSuffix(".md") || $0 == "NOTICE" } + ["Package.swift", "Reports/README.md"]
    for folder in folders where top.contains(folder) {
      let inside = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      paths += inside.filter { path in
        !path.split(separator: "/").contains { $0.hasPrefix(".build") || $0 == "Golden" || $0 == "__pycache__" }
      }.map { "\(folder)/\($0)" }
    }
    return paths.sorted().compactMap { path in
      guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path),
        data.count < 1 << 20, data.range(of: Data(word.utf8)) != nil, let text = String(data: data, encoding: .utf8)
      else { return nil }
      return (path: path, text: text)
    }
  }

  /// The references of a text. A section's name may go on behind a line's end and the marks of the next line's comment.
  static func references(in text: String) -> [Reference] {
    let joined = text.replacing(#/\n[ \t]*(?:\/\/\/?|#|\*)?[ \t]*/#, with: " ")
    return joined.matches(of: #/\bdocs\/(?<page>[A-Za-z0-9_\/-]+\.md)(?:, "(?<section>[^"]+)"|, (?<number>[0-9]+))?/#)
      .map {
        Reference(
          page: String($0.output.page), section: ($0.output.section ?? $0.output.number).map(String.init))
      }
  }

  /// The targets of a page's links to other files of the project, without what stands behind `#`.
  static func links(in text: String) -> [String] {
    text.matches(of: #/\]\((?<target>[^()\s#]+)(?:#[^()\s]*)?\)/#).map { String($0.output.target) }
      .filter { !$0.contains("://") && !$0.hasPrefix("mailto:") }
  }

  /// The headings of a page, without marks, code fences left out.
  static func headings(of text: String) -> [String] {
    var isCode = false
    return text.split(separator: "\n").compactMap { line -> String? in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode, let heading = line.wholeMatch(of: #/#{1,6} +(?<name>.+?) */#) else { return nil }
      return String(heading.output.name.replacing("`", with: ""))
    }
  }

  /// Whether a heading is the section that was named: itself, or up to its colon.
  static func isNamed(_ heading: String, by section: String) -> Bool {
    heading == section || heading.hasPrefix("\(section):")
  }

  @Test func everyPageAndSectionThatIsNamedIsThere() throws {
    var seen = (pages: 0, sections: 0)
    var known: [String: [String]] = [:]
    for (path, text) in try Self.texts(with: "docs/") where path != "Tests/ArchitectureTests/ReferenceTests.swift" {
      for reference in Self.references(in: text) {
        seen.pages += 1
        let file = Self.root.appendingPathComponent("docs/\(reference.page)")
        let headings = known[reference.page] ?? (try? String(contentsOf: file, encoding: .utf8)).map(Self.headings)
        known[reference.page] = headings
        guard let headings else {
          Issue.record("\(path) names docs/\(reference.page), which is not there")
          continue
        }
        guard let section = reference.section else { continue }
        seen.sections += 1
        #expect(
          headings.contains { Self.isNamed($0, by: section) },
          "\(path) names \"\(section)\" of docs/\(reference.page), which has no heading of that name")
      }
    }
    // The test would also pass if it found nothing.
    #expect(seen.pages > 30 && seen.sections > 10)
  }

  @Test func everyLinkBetweenPagesLeadsToAFile() throws {
    var seen = 0
    for (path, text) in try Self.texts(with: "](") where path.hasSuffix(".md") {
      let folder = Self.root.appendingPathComponent(path).deletingLastPathComponent()
      for target in Self.links(in: text) {
        seen += 1
        #expect(
          FileManager.default.fileExists(atPath: folder.appendingPathComponent(target).path),
          "\(path) links to \(target), which is not there")
      }
    }
    #expect(seen > 5)
  }

  /// A script without a line in the folder's page is one that nobody finds.
  @Test func everyScriptHasALine() throws {
    let folder = Self.root.appendingPathComponent("Scripts")
    let page = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    let named = page.matches(of: #/(?m)^\| `([^`]+)` \|/#).map { String($0.output.1) }
    let scripts = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") && $0 != "README.md" && $0 != "__pycache__" }
    #expect(named.sorted() == scripts.sorted())
  }

  @Test func referencesAreRead() {
    #expect(Self.references(in: "(docs/a.md, \"One\nTwo\")") == [Reference(page: "a.md", section: "One Two")])
    #expect(
      Self.references(in: "// see docs/log/b.md,\n  /// \"One: two\"; `docs/a.md`") == [
        Reference(page: "log/b.md", section: "One: two"), Reference(page: "a.md", section: nil),
      ])
    #expect(Self.references(in: "# docs/a.md, 4.") == [Reference(page: "a.md", section: "4")])
    #expect(Self.headings(of: "# A `b`\ntext\n```\n# no\n```\n### C: d  \n**bold**") == ["A b", "C: d"])
    #expect(Self.isNamed("Scheduling: few images", by: "Scheduling") && !Self.isNamed("Schedulings", by: "Scheduling"))
    #expect(Self.links(in: "[a](b.md#c) ![d](../e.png) [f](https://g.h/i)") == ["b.md", "../e.png"])
  }
}
