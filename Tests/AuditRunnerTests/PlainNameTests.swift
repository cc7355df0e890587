import Testing

@testable import AuditRunner

@Suite("Plain names") struct PlainNameTests {
  @Test(arguments: ["a", "A-1_b.c", "0", String(repeating: "x", count: 64)]) func areTaken(name: String) {
    #expect(name.isPlainName)
  }

  @Test(arguments: ["", ".a", "a b", "a/b", "größe", "a\n", "a:b", "e\u{301}", String(repeating: "x", count: 65)])
  func othersAreNot(name: String) { #expect(!name.isPlainName) }
}
