import Foundation
import HonestCodecs
import RunStorage
import Testing

@testable import AuditRunner

@Suite("Reading suites") struct SuiteReaderTests {
  static let good = """
    name: mine
    description: A suite.
    limit: 4
    ladders:
      - {codec: jpeg, rungs: 3}
      - {codec: webp, rungs: 5}
    panel: [ssim, psnr]
    attacks:
      - attack: none
        starts: ["jpeg:30", reference]
      - name: again
        attack: none
        starts: ["webp:75"]
    """

  @Test func aWholeSuite() throws {
    let suite = try SuiteReader.read(Self.good, file: "mine.yml")
    #expect(suite.name == "mine")
    #expect(suite.limit == 4)
    #expect(suite.ladders == [Suite.Ladder(codec: .jpeg, rungs: 3), Suite.Ladder(codec: .webp, rungs: 5)])
    // The registry's order, not the file's.
    #expect(suite.panel == ["psnr", "ssim"])
    #expect(
      suite.attacks == [
        Suite.Entry(name: "none", attack: "none", starts: [.encode(.jpeg, quality: 30), .reference]),
        Suite.Entry(name: "again", attack: "none", starts: [.encode(.webp, quality: 75)]),
      ])
  }

  /// What is replaced by what, the line that the error names, and a part of its reason.
  static let faults: [(String, String, Int, String)] = [
    ("limit: 4", "limits: 4", 3, "unknown key \"limits\""),
    ("limit: 4", "limit: -1", 3, "must not be negative"),
    ("limit: 4", "limit: many", 3, "must be a number"),
    ("limit: 4", "name: twice", 3, "name"),
    ("name: mine", "name: my suite", 1, "letters, digits"),
    ("codec: webp", "codec: av1", 6, "unknown codec \"av1\""),
    ("codec: webp", "codec: jpeg", 6, "given twice"),
    ("rungs: 3", "rungs: 1", 5, "from 2 to 64"),
    ("rungs: 3", "rungs: 3.5", 5, "whole number"),
    ("ssim, psnr", "ssim, nonsense", 7, "unknown panel metric \"nonsense\""),
    ("ssim, psnr", "ssim, vmafneg", 7, "unknown panel metric \"vmafneg\""),
    ("ssim, psnr", "ssim, ssim", 7, "given twice"),
    ("name: again", "title: again", 11, "unknown key \"title\""),
    ("name: again", "name: none", 11, "given twice"),
    ("\"webp:75\"", "\"webp:101\"", 13, "from 0 to 100"),
    ("\"webp:75\"", "picture.png", 13, "is not a start"),
    ("\"webp:75\"", "\"webp:75\", \"webp:75\"", 13, "given twice"),
    ("starts: [\"webp:75\"]", "starts: []", 13, "at least one entry"),
    ("starts: [\"webp:75\"]", "starts: [\"webp:75\"]\n    parameters: {a: 1}", 14, "no parameter"),
  ]

  @Test("a fault is named with its file and line", arguments: faults)
  func fault(old: String, new: String, line: Int, reason: String) throws {
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    let error = #expect(throws: AuditError.self) { try SuiteReader.read(text, file: "mine.yml") }
    #expect(error?.kind == .input)
    #expect(error?.description.hasPrefix("mine.yml:\(line): ") == true, "\(error?.description ?? "")")
    #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["name", "description", "ladders", "attacks"])
  func aMissingKey(key: String) throws {
    let kept = Self.good.replacing("\(key):", with: "limit:").replacing("limit: 4\n", with: "")
    let error = #expect(throws: AuditError.self) { try SuiteReader.read(kept, file: "mine.yml") }
    #expect(error?.kind == .input && error?.reason.contains("\"\(key)\"") == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["", "just text", "- a list", "a: [", "\t: {", "a: *nowhere"])
  func whatIsNoSuite(text: String) {
    #expect(#expect(throws: AuditError.self) { try SuiteReader.read(text, file: "x.yml") }?.kind == .input)
  }

  @Test func anUnknownNameIsASlipOfTheCommandLine() {
    let error = #expect(throws: AuditError.self) { try SuiteLibrary.suite("nonsense") }
    #expect(error?.kind == .usage)
  }
}
