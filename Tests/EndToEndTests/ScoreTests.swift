import Foundation
import ImageFiles
import Raster
import Testing

@Suite("audit score, audit attack") struct ScoreTests {
  private func pair() throws -> URL {
    let folder = try Pictures.dataset(1)
    let image = try ImageReader.read(path: folder.appendingPathComponent("a.png").path).image
    try PNGWriter.write(
      try JPEGCodec.decode(try JPEGCodec.encode(image, quality: 30)), to: folder.appendingPathComponent("b.png").path)
    return folder
  }

  @Test func theContractOfItsJSON() throws {
    let folder = try pair()
    let result = try Audit.run(["score", "a.png", "b.png", "--metric", "vmafneg", "--format", "json"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(Set(document.keys) == ["schema", "reference", "distorted", "frames", "scores", "features"])
    #expect(document["schema"] as? Int == 1 && document["frames"] as? Int == 1)
    #expect(document["reference"] as? String == "a.png" && document["distorted"] as? String == "b.png")
    let scores = try #require(document["scores"] as? [String: Double])
    let features = try #require((document["features"] as? [String: [String: Double]])?["vmafneg"])
    #expect(Set(scores.keys) == ["vmafneg"])
    #expect((20...97).contains(try #require(scores["vmafneg"])))
    #expect(features["motion2"] == 0)
    #expect((0.3...1).contains(try #require(features["adm2"])) && features["vif_scale0"] != nil)
  }

  @Test func withoutAMetricItIsVMAFNEG() throws {
    let folder = try pair()
    let plain = try Audit.run(["score", "a.png", "b.png"], in: folder)
    #expect(plain.status == 0 && plain.output.contains("vmafneg"))
    let all = try Audit.run(["score", "a.png", "b.png", "--all"], in: folder)
    #expect(all.status == 0)
    for id in ["vmafneg", "psnr", "ssim", "delta_e_ab"] { #expect(all.output.contains(id), "\(id)") }
  }

  @Test func whatCannotBeScoredIs65() throws {
    let folder = try pair()
    #expect(try Audit.run(["score", "a.png", "c.png"], in: folder).status == 65)
    let other = Pictures.collage(width: 256, height: 300, seed: 5)
    try PNGWriter.write(other, to: folder.appendingPathComponent("c.png").path)
    let result = try Audit.run(["score", "a.png", "c.png"], in: folder)
    #expect(result.status == 65 && result.errors.contains("256×300"))
    #expect(try Audit.run(["score", "a.png"], in: folder).status == 64)
  }

  @Test func anAttackIsWritten() throws {
    let folder = try pair()
    let result = try Audit.run(
      ["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "--start", "jpeg:30", "-o", "out.png"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    // The attack `none` returns its start, which is what the pair's other half is.
    let written = try ImageReader.read(path: folder.appendingPathComponent("out.png").path).image
    #expect(written == (try ImageReader.read(path: folder.appendingPathComponent("b.png").path).image))
    // A start that is another picture, or this one turned, is said to be.
    try PNGWriter.write(Pictures.collage(seed: 77), to: folder.appendingPathComponent("other.png").path)
    for (start, isOther) in [("b.png", false), ("other.png", true)] {
      let from = try Audit.run(
        ["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "--start", start, "-o", "from.png"], in: folder)
      #expect(
        from.status == 0 && from.output.contains("is it a picture of this reference?") == isOther, "\(from.output)")
    }
    #expect(
      try Audit.run(["attack", "a.png", "--metric", "vmafneg", "--attack", "wish", "-o", "x.png"], in: folder).status
        == 64)
    #expect(
      try Audit.run(["attack", "z.png", "--metric", "vmafneg", "--attack", "none", "-o", "x.png"], in: folder).status
        == 65)
    #expect(
      try Audit.run(["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "-o", "no/x.png"], in: folder).status
        == 74)
  }
}
