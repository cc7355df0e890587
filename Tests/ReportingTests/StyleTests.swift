import Foundation
import Testing

@Suite("Style of the page") struct StyleTests {
  private static let assets = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/Reporting/HTML/Assets")

  /// Bigger files make the compiler slow when they are embedded in code: 100 kB took 29 s.
  private let largestAsset = 20_000

  @Test func assetsAreSmallEnoughToEmbed() throws {
    let files = try FileManager.default.contentsOfDirectory(at: Self.assets, includingPropertiesForKeys: nil)
    #expect(files.count == 4)
    for file in files { #expect(try Data(contentsOf: file).count < largestAsset, "\(file.lastPathComponent)") }
  }

  /// Relative luminance and contrast of WCAG 2.1, success criterion 1.4.3.
  private func contrast(_ a: String, _ b: String) throws -> Double {
    func luminance(_ colour: String) throws -> Double {
      let value = try #require(Int(colour.dropFirst(), radix: 16))
      let channels = [value >> 16, value >> 8 & 255, value & 255].map { level -> Double in
        let share = Double(level) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let (x, y) = (try luminance(a), try luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test func textStandsOutInBothThemes() throws {
    let css = try String(contentsOf: Self.assets.appendingPathComponent("report.css"), encoding: .utf8)
    let themes = css.matches(of: /:root \{([^}]*)\}/).prefix(2).map { match in
      Dictionary(
        match.1.matches(of: /--([a-z-]+): (#[0-9a-f]{6})/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
    }
    #expect(themes.count == 2)
    for theme in themes {
      let paper = try #require(theme["paper"])
      let raised = try #require(theme["raised"])
      for name in ["ink", "soft", "link", "failed", "passed", "weak", "na", "error"] {
        let colour = try #require(theme[name])
        #expect(try contrast(colour, paper) >= 4.5, "\(name) on paper")
        #expect(try contrast(colour, raised) >= 4.5, "\(name) on raised")
        if let back = theme["\(name)-back"] { #expect(try contrast(colour, back) >= 4.5, "\(name) on its own back") }
      }
      // Shapes of drawings: success criterion 1.4.11.
      for name in ["structure", "fidelity", "colour", "whole", "rise", "fall"] {
        #expect(try contrast(try #require(theme[name]), paper) >= 3, "\(name)")
      }
    }
  }
}
