import Scoring

/// A demonstration's `cases.csv`: a row per image, checkpoint and rate, with the panel in its own units.
public enum CodecDemoCSV {
  /// The whole file; the same record gives the same bytes.
  public static func render(_ record: CodecDemoRecord) -> String {
    let panel = record.run.panel.map(\.id)
    let rows = record.pictures.map { picture in
      let bits = Double(8 * picture.bytes) / Double(max(picture.pixels, 1))
      return [
        CasesCSV.path(picture.image), picture.checkpoint, picture.rate.rawValue, "\(bits)", "\(picture.scored.score)",
      ] + panel.map { CasesCSV.number(picture.scored.panel[$0]) }
    }
    return CasesCSV.text([["image", "checkpoint", "rate", "bits_per_pixel", record.run.metric.id] + panel] + rows)
  }
}
