import AuditRecord
import Raster
import Reporting
import Scoring

extension RunRecord {
  /// Joins a run's parts, sorted, with what they come to.
  public init(header: RunHeader, ladders: [LadderRecord], cases: [CaseRecord]) {
    var random = SeededRandom(seed: header.seed, label: "summary")
    let sorted = cases.sorted { $0.measurement.key < $1.measurement.key }
    self.init(
      header: header, ladders: ladders.sorted { ($0.image, $0.codec) < ($1.image, $1.codec) }, cases: sorted,
      summary: summarise(cases: sorted, header: header, random: &random))
  }

  /// The record in a run's folder.
  public init(_ folder: RunFolder) {
    self.init(header: folder.header, ladders: folder.ladders, cases: folder.cases)
  }
}
