import AuditRecord
import Testing

@testable import Reporting

@Suite("A case's anchor") struct AnchorTests {
  @Test func saysWhatTheCaseIs() {
    let key = CaseKey(image: "kodim01.png", start: "jpeg:30", attack: "pgd-linf")
    #expect(key.anchor == "c-kodim01.png~jpeg_3A30~pgd-linf")
  }

  /// Names that differ in a separator, an escape or a part's end still have anchors of their own, and none has a letter
  /// that an address or an attribute would change.
  @Test func casesNeverShareOne() {
    let names = ["", "a", "a~b", "a_7Eb", "a b", "a/b", "größe", "\u{1}", "b"]
    var anchors: Set<String> = []
    for image in names {
      for start in names {
        for attack in names { anchors.insert(CaseKey(image: image, start: start, attack: attack).anchor) }
      }
    }
    #expect(anchors.count == names.count * names.count * names.count)
    #expect(anchors.allSatisfy { $0.wholeMatch(of: #/[A-Za-z0-9._~-]+/#) != nil })
  }
}
