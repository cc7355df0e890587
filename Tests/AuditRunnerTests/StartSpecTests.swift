import AuditRunner
import HonestCodecs
import RunStorage
import Testing

@Suite("Starts") struct StartSpecTests {
  @Test func specsAreRead() throws {
    #expect(try StartSpec("reference") == .reference)
    #expect(try StartSpec("jpeg:30") == .encode(.jpeg, quality: 30))
    #expect(try StartSpec("webp:0") == .encode(.webp, quality: 0))
    #expect(try StartSpec("wavelet:100") == .encode(.wavelet, quality: 100))
    #expect(try StartSpec("jpeg.png") == .file("jpeg.png"))
    #expect(try StartSpec("folder/a:b.png") == .file("folder/a:b.png"))
  }

  @Test(arguments: ["jpeg:0", "jpeg:101", "jpeg:", "jpeg", "webp:-1", "webp:7.5", "jpeg:30:1", "wavelet:101"])
  func badQualities(text: String) {
    #expect(#expect(throws: AuditError.self) { try StartSpec(text) }?.kind == .usage)
  }

  @Test func oneSpelling() throws {
    #expect(try StartSpec("jpeg:030").description == "jpeg:30")
  }
}
