import AuditRecord
import HonestCodecs
import QualityMetrics
import Raster

/// Makes an image's honest ladders: encodes whose scores are spread evenly, the reference on top, each with the panel.
struct LadderBuilder {
  let image: String
  let reference: RGBImage
  let witnesses: Witnesses
  var fusion: FusionSubject?
  /// How many rungs may be measured at a time.
  let width: Int

  /// An encode that the search for rungs has made, and what the audited metric says of it.
  private struct Tried: Sendable {
    let encode: HonestEncode
    let evaluation: Evaluation
  }

  /// One codec's ladder. Each encode is made once and scored once; the rungs among them are measured with the panel.
  /// - Parameter top: the reference's own measurement.
  /// - Complexity: about three encodes, decodes and scores a rung, and the panel once a rung
  func ladder(_ plan: Suite.Ladder, top: CaseMeasurement.Scored) async throws -> LadderRecord {
    var tried: [Int: Tried] = [:]
    var search = RungSearch { quality in
      let encode = try plan.codec.encode(reference, quality: quality)
      let evaluation = try witnesses.metric.evaluate(BT709.picture(try encode.image()))
      tried[quality] = Tried(encode: encode, evaluation: evaluation)
      return evaluation.score
    }
    let qualities = try search.qualities(plan.rungs, in: plan.codec.ladderQualities)
    let chosen = qualities.compactMap { quality in tried[quality].map { (quality, $0) } }
    tried = [:]
    var rungs = try await concurrentMap(chosen, limit: width) { quality, tried in
      let measured = try witnesses.measure(BT709.picture(try tried.encode.image()), scored: tried.evaluation)
      return LadderRecord.Rung(
        quality: Double(quality), bytes: tried.encode.byteCount, score: measured.score, panel: measured.panel,
        features: measured.features, tone: measured.tone)
    }
    rungs.append(
      LadderRecord.Rung(quality: nil, bytes: nil, score: top.score, panel: top.panel, features: top.features))
    var ladder = LadderRecord(image: image, codec: plan.codec.rawValue, rungs: rungs)
    ladder.operating = fusion?.operating(on: ladder)
    return ladder
  }
}
