import Raster
import Testing

@Suite("FNV-1a") struct FNV1aTests {
  /// Values of the authors' test_fnv.c (isthe.com/chongo/src/fnv) for texts without their closing zero.
  @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func publishedHashes(text: String, expected: String) { #expect(FNV1a(text).hexadecimal == expected) }

  /// Bytes may come in parts; a byte and a unit of its value are the same; leading zeros are written.
  @Test func partsAreAddedInOrder() {
    var hash = FNV1a()
    hash.add(Array("foo".utf8))
    for byte in "bar".utf8 { hash.add(UInt64(byte)) }
    #expect(hash.value == FNV1a("foobar").value)
    var turned = FNV1a()
    for byte in "raboof".utf8 { turned.add(UInt64(byte)) }
    #expect(turned.value != hash.value)
    // One step takes a wide unit whole.
    var wide = FNV1a()
    wide.add(wide.value ^ 1)
    #expect(wide.hexadecimal == "00000100000001b3")
  }
}
