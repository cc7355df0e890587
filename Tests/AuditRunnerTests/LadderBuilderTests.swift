import AuditRecord
import HonestCodecs
import QualityMetrics
import Raster
import Scenes
import Testing

@testable import AuditRunner

@Suite("Honest ladders") struct LadderBuilderTests {
  @Test("rise in score and bytes, the reference on top", arguments: HonestCodec.allCases)
  func ladder(codec: HonestCodec) async throws {
    let image = Scene.harbour.image().cropped(x: 200, y: 100, width: 256, height: 256)
    let picture = BT709.picture(image)
    let witnesses = try Witnesses(
      metric: try #require(MetricRegistry.metric("vmafneg")), panel: [PSNR()], reference: picture)
    let top = try witnesses.measure(picture)
    let builder = LadderBuilder(image: "x", reference: image, witnesses: witnesses, width: 2)
    let ladder = try await builder.ladder(Suite.Ladder(codec: codec, rungs: 5), top: top)
    #expect(ladder.codec == codec.rawValue && ladder.rungs.count == 6)
    for (a, b) in zip(ladder.rungs, ladder.rungs.dropFirst()) { #expect(a.score < b.score) }
    for (a, b) in zip(ladder.rungs.dropLast(), ladder.rungs.dropLast().dropFirst()) {
      if codec == .wavelet {
        #expect(a.bytes == nil)
      } else {
        #expect((a.bytes ?? 0) < (b.bytes ?? 0))
      }
      #expect((a.panel["psnr"] ?? 0) < (b.panel["psnr"] ?? 0))
    }
    let last = try #require(ladder.rungs.last)
    #expect(last.quality == nil && last.bytes == nil && last.score == top.score)
    // Even in score: no gap between encodes is more than twice the mean one.
    let scores = ladder.rungs.dropLast().map(\.score)
    let gaps = zip(scores, scores.dropFirst()).map { $1 - $0 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    #expect(gaps.allSatisfy { $0 < 2 * mean }, "\(scores)")
    // The same again, one at a time.
    let again = try await LadderBuilder(image: "x", reference: image, witnesses: witnesses, width: 1)
      .ladder(Suite.Ladder(codec: codec, rungs: 5), top: top)
    #expect(again == ladder)
  }
}
