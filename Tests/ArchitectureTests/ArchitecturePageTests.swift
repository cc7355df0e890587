import Foundation
import Testing

/// ARCHITECTURE.md is held to the sources: the modules it describes, the graph that `Scripts/module-graph --write` put into
/// it, and who imports which package.
@Suite("The page on architecture") struct ArchitecturePageTests {
  private let page: [String]

  init() throws {
    page = try String(contentsOf: ImportTests.root.appendingPathComponent("ARCHITECTURE.md"), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  /// Module → its folder: those of Sources, and targets outside Tests that have a path of their own.
  private static func folders() throws -> [String: URL] {
    let sources = ImportTests.root.appendingPathComponent("Sources")
    var found: [String: URL] = [:]
    for name in try ImportTests.modules() { found[name] = sources.appendingPathComponent(name) }
    let manifest = try String(contentsOf: ImportTests.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let target = /\.(?:target|executableTarget)\(\s*name: "(\w+)"(?:[^()]|\([^()]*\))*?path: "([^"]+)"/
    for match in manifest.matches(of: target) where !match.2.hasPrefix("Tests") && !match.2.hasPrefix("Sources") {
      found[String(match.1)] = ImportTests.root.appendingPathComponent(String(match.2))
    }
    return found
  }

  /// Module → every module that its Swift files import.
  private static func swiftImports() throws -> [String: Set<String>] {
    try folders().mapValues { folder in
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      return try files.reduce(into: []) { found, file in
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        found.formUnion(text.split(separator: "\n").compactMap { ImportTests.importedModule(String($0)) })
      }
    }
  }

  /// The lines of a section without its heading, up to the next heading.
  private func section(_ heading: String) -> [String] {
    page.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }.map { $0 }
  }

  /// The cells of the rows of a section's tables, heads and rules left out.
  private func rows(_ heading: String) -> [[String]] {
    section(heading).filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
    }
  }

  private func names(_ cell: String) -> Set<String> {
    Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) })
  }

  @Test func describesEveryModuleAndNoOther() throws {
    let described = rows("## Modules").map { $0[0] }
    #expect(described.sorted() == (try Self.folders().keys.sorted()))
  }

  @Test func listsEveryImportOfSwiftFiles() throws {
    let modules = Set(try Self.folders().keys)
    var listed: [String: Set<String>] = [:]
    for line in section("## The graph") {
      let sides = line.components(separatedBy: " -> ")
      if sides.count == 2 { listed[sides[0]] = names(sides[1]) }
    }
    for (module, imports) in try Self.swiftImports() where !imports.isEmpty {
      let own = imports.intersection(modules).subtracting([module])
      #expect(listed[module, default: []] == own, "imports of \(module)")
    }
    #expect(listed.count > 5)
    #expect(Set(listed.keys).isSubset(of: modules))
  }

  /// An arrow that follows from others is left out of the drawing, so both must reach the same.
  @Test func drawsWhatItLists() {
    var listed: [String: Set<String>] = [:]
    var drawn: [String: Set<String>] = [:]
    for line in section("## The graph") {
      let sides = line.components(separatedBy: " -> ")
      if sides.count == 2 { listed[sides[0]] = names(sides[1]) }
      let arrow = line.components(separatedBy: " --> ").map { $0.trimmingCharacters(in: .whitespaces) }
      if arrow.count == 2 { drawn[arrow[1], default: []].insert(arrow[0]) }
    }
    func reached(_ graph: [String: Set<String>], from name: String) -> Set<String> {
      graph[name, default: []].reduce(into: []) { $0.formUnion(reached(graph, from: $1).union([$1])) }
    }
    for name in listed.keys { #expect(reached(drawn, from: name) == reached(listed, from: name), "arrows of \(name)") }
  }

  @Test func namesWhoImportsWhichPackage() throws {
    let modules = Set(try Self.folders().keys)
    var users: [String: Set<String>] = [:]
    for (module, imports) in try Self.swiftImports() {
      for other in imports where !modules.contains(other) && !ImportTests.platform.contains(other) {
        users[other, default: []].insert(module)
      }
    }
    let listed = Dictionary(rows("## Packages").map { ($0[1], names($0[3])) }, uniquingKeysWith: { first, _ in first })
    #expect(listed == users)
  }

  /// A recipe that names a file which is not there sends people nowhere; patterns (`NAME`, `*`, `…`) are left out.
  @Test func recipesNameFilesThatExist() throws {
    let recipes = try String(
      contentsOf: ImportTests.root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
    var found = 0
    for match in recipes.matches(of: /`((?:Sources|Tests|Scripts|Attacks|docs)\/[^` ]+)`/) {
      let path = String(match.1)
      guard !["NAME", "*", "…"].contains(where: { path.contains($0) }) else { continue }
      found += 1
      let exists = FileManager.default.fileExists(atPath: ImportTests.root.appendingPathComponent(path).path)
      #expect(exists, "CONTRIBUTING.md names \(path)")
    }
    #expect(found > 20)
  }
}
