import Foundation
import Testing

/// Files that renderers are compared with. `AUDIT_UPDATE_GOLDEN=1 swift test --filter ReportingTests` writes them anew.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  static func expect(_ actual: Data, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["AUDIT_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try actual.write(to: file)
      return
    }
    let expected = try Data(contentsOf: file)
    guard actual != expected else { return }
    let (new, old) = (lines(actual), lines(expected))
    let first = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(new.count, old.count)
    Issue.record(
      """
      \(name) differs from its golden file from line \(first + 1) on:
      was  \(first < old.count ? String(old[first].prefix(300)) : "(end)")
      is   \(first < new.count ? String(new[first].prefix(300)) : "(end)")
      """, sourceLocation: sourceLocation)
  }

  private static func lines(_ data: Data) -> [Substring] {
    String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
