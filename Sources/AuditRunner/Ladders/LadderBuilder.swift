import AuditRecord
import HonestCodecs
import QualityMetrics
import Raster

/// Makes an image's honest ladders: encodes whose scores are spread evenly, the reference on top, each with the panel.
struct LadderBuilder {
  let image: String
  let reference: RGBImage
  let witnesses: Witnesses
  /// How many rungs may be measured at a time.
  let width: Int

  /// One codec's ladder.
  /// - Parameter top: the reference's own measurement.
  /// - Complexity: about three encodes, decodes and scores a rung, and the panel once a rung
  func ladder(_ plan: Suite.Ladder, top: CaseMeasurement.Scored) async throws -> LadderRecord {
    var search = RungSearch { quality in
      let encode = try plan.codec.roundTrip(reference, quality: quality)
      return try witnesses.metric.evaluate(BT709.picture(encode.image)).score
    }
    let qualities = try search.qualities(plan.rungs, in: plan.codec.ladderQualities)
    var rungs = try await concurrentMap(qualities, limit: width) { quality in
      let encode = try plan.codec.roundTrip(reference, quality: quality)
      let measured = try witnesses.measure(BT709.picture(encode.image))
      return LadderRecord.Rung(
        quality: Double(quality), bytes: encode.bytes, score: measured.score, panel: measured.panel,
        features: measured.features)
    }
    rungs.append(
      LadderRecord.Rung(quality: nil, bytes: nil, score: top.score, panel: top.panel, features: top.features))
    return LadderRecord(image: image, codec: plan.codec.rawValue, rungs: rungs)
  }
}
