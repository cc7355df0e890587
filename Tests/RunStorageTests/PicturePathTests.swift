import Testing

@testable import AuditRunner

@Suite("Names of pictures") struct PictureFolderTests {
  @Test func plainNamesStay() {
    #expect(PictureFolder.path(image: "kodim01.png", "jpeg:30") == "images/kodim01.png/jpeg-30.png")
    #expect(PictureFolder.portable("unsharp from webp:75") == "unsharp-from-webp-75")
  }

  @Test func whatIsReplacedStaysApart() {
    let names = ["a/b.png", "a_b.png", "a?b.png", "ä.png", "ö.png", "../x.png", "..", ".", "a\nb.png"]
    let portable = names.map(PictureFolder.portable)
    #expect(Set(portable).count == names.count)
    for name in portable {
      #expect(!name.hasPrefix(".") && !name.contains("/"))
      #expect(name.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 })
    }
  }

  @Test func longNamesAreCutAndStayApart() {
    let long = String(repeating: "x", count: 300)
    #expect(PictureFolder.portable(long + "1").utf8.count <= 120)
    #expect(PictureFolder.portable("1" + long) != PictureFolder.portable("2" + long))
  }
}
