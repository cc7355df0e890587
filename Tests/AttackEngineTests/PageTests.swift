import AttackEngine
import Foundation
import Testing

@Suite("The attacks' page") struct PageTests {
  @Test func listsTheRegistrysAttacksAndNoOthers() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/attacks.md"), encoding: .utf8)
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("## `") }
    let ids = headings.map { String($0.dropFirst(4).dropLast()) }
    #expect(ids.sorted() == AttackRegistry.descriptors.map(\.id).sorted())
  }
}
