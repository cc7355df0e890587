import Foundation
import Testing

/// The table of allowed imports: `MemberImportVisibility` makes imports complete, so they are what a module depends on.
@Suite("Imports") struct ImportTests {
  /// Module → modules of the project that it may import.
  static let allowed: [String: Set<String>] = [
    "CImageShims": ["CPNG", "CJPEG"],
    "Raster": [],
    "ImageFiles": ["Raster", "CImageShims", "CTIFF", "CWebP"],
    "Scenes": ["Raster"],
    "HonestCodecs": ["Raster", "ImageFiles"],
    "MetricKit": ["Raster", "AuditRecord"],
    "VMAFMetrics": ["Raster", "MetricKit"],
    "PanelMetrics": ["Raster", "AuditRecord", "MetricKit"],
    "QualityMetrics": ["MetricKit", "VMAFMetrics", "PanelMetrics"],
    "Losses": ["Raster", "QualityMetrics"],
    "AttackEngine": ["Raster", "QualityMetrics", "Losses"],
    "LearnedCodec": ["Raster", "CBLAS"],
    "CodecLab": ["Raster", "QualityMetrics", "Losses", "LearnedCodec"],
    "AuditRecord": [],
    "RunStorage": ["Raster", "ImageFiles", "AuditRecord"],
    "Scoring": ["AuditRecord"],
    "Reporting": ["AuditRecord", "Scoring", "CXML2"],
    "AuditRunner": [
      "Raster", "ImageFiles", "Scenes", "HonestCodecs", "QualityMetrics", "Losses", "AttackEngine", "LearnedCodec",
      "CodecLab", "AuditRecord", "RunStorage", "Scoring", "Reporting", "BuiltinSuites",
    ],
    "audit": [
      "Raster", "ImageFiles", "HonestCodecs", "QualityMetrics", "Losses", "AttackEngine", "LearnedCodec",
      "CodecLab", "AuditRecord", "RunStorage", "Scoring", "Reporting", "AuditRunner",
    ],
  ]

  /// Modules of other packages → who may import them.
  static let foreign: [String: Set<String>] = [
    "ArgumentParser": ["audit"], "Yams": ["AuditRunner"],
  ]

  /// The platform's own modules; the processor's instructions (`_Builtin_intrinsics`) come with the compiler.
  static let platform: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "System",
    "_Builtin_intrinsics",
  ]

  /// Modules that do without Foundation.
  static let withoutFoundation: Set<String> = ["Raster", "AuditRecord", "MetricKit", "PanelMetrics", "Scoring"]

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func modules() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Sources").path).sorted()
  }

  /// Every import of a module's Swift files, with the file that has it.
  static func imports(of module: String) throws -> [(file: String, module: String)] {
    let folder = root.appendingPathComponent("Sources/\(module)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    return try files.flatMap { file -> [(String, String)] in
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      return text.split(separator: "\n").compactMap { line in
        importedModule(String(line)).map { ("\(module)/\(file)", $0) }
      }
    }
  }

  /// The module that a line imports; nil for other lines.
  static func importedModule(_ line: String) -> String? {
    var words = line.split(separator: " ").map(String.init)
    let levels = ["public", "package", "internal", "private"]
    while let first = words.first, first.hasPrefix("@") || levels.contains(first) {
      words.removeFirst()
    }
    guard words.first == "import", words.count > 1 else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let path = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return path.split(separator: ".").first.map(String.init)
  }

  @Test func everyModuleIsInTheTable() throws {
    let headersOnly: Set<String> = ["CPNG", "CTIFF", "CJPEG", "CWebP", "CXML2", "CBLAS"]
    for module in try Self.modules() where !headersOnly.contains(module) {
      #expect(Self.allowed[module] != nil, "\(module) is not in the table of imports")
    }
  }

  @Test func importsFollowTheTable() throws {
    var seen = 0
    for module in try Self.modules() {
      for (file, imported) in try Self.imports(of: module) {
        seen += 1
        if Self.platform.contains(imported) {
          let isFoundation = imported.hasPrefix("Foundation")
          #expect(!(isFoundation && Self.withoutFoundation.contains(module)), "\(file) imports \(imported)")
        } else if let users = Self.foreign[imported] {
          #expect(users.contains(module), "\(file) imports \(imported)")
        } else {
          #expect(Self.allowed[module, default: []].contains(imported), "\(file) imports \(imported)")
        }
      }
    }
    // The test would also pass if it found nothing.
    #expect(seen > 50)
  }

  /// What the table allows is what there is: a dependency that has gone goes from the table, too.
  @Test func theTableAllowsNothingThatNobodyImports() throws {
    for (module, allowed) in Self.allowed where module != "CImageShims" {
      let imported = Set(try Self.imports(of: module).map(\.module))
      let unused = allowed.subtracting(imported).sorted()
      #expect(unused.isEmpty, "\(module) may import \(unused.joined(separator: ", ")) and does not")
    }
    for (library, users) in Self.foreign {
      for user in users {
        #expect(try Self.imports(of: user).contains { $0.module == library }, "\(user) does not import \(library)")
      }
    }
  }

  /// Reporting knows what findings look like and nothing of how they are come by: it calls no function of Scoring and makes
  /// none of its values. (An interval with its ends is a plain number, and the measured calibration holds some.)
  @Test func reportingOnlyReadsFindings() throws {
    func files(_ module: String) throws -> [(name: String, text: String)] {
      let folder = Self.root.appendingPathComponent("Sources/\(module)")
      return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.map {
        ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
      }
    }
    let scoring = try files("Scoring").map(\.text).joined(separator: "\n")
    let functions = scoring.matches(of: /(?m)^public func (\w+)/).map { String($0.1) }
    let types = scoring.matches(of: /(?m)^public struct (\w+)/).map { String($0.1) }
    #expect(functions.contains("median") && types.contains("GateJudgement"))
    for (name, text) in try files("Reporting") {
      for match in text.matches(of: /(func |\.)?\b(\w+)\(/) where match.1 == nil {
        let called = String(match.2)
        #expect(!functions.contains(called) && !types.contains(called), "\(name) calls \(called)")
      }
    }
  }

  @Test func importLinesAreRead() {
    #expect(Self.importedModule("import Raster") == "Raster")
    #expect(Self.importedModule("@testable import Scoring") == "Scoring")
    #expect(Self.importedModule("  import Glibc") == "Glibc")
    #expect(Self.importedModule("public import struct Foundation.URL") == "Foundation")
    #expect(Self.importedModule("/// import nothing") == nil)
    #expect(Self.importedModule("important()") == nil)
  }
}
