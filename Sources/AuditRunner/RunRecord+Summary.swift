import AuditRecord
import QualityMetrics
import Raster
import Reporting
import Scoring

extension RunRecord {
  /// Joins a run's parts, sorted, with what they come to.
  public init(header: RunHeader, ladders: [LadderRecord], cases: [CaseRecord]) {
    var random = SeededRandom(seed: header.seed, label: "summary")
    let sorted = cases.sorted { $0.measurement.key < $1.measurement.key }
    let rungs = ladders.sorted { ($0.image, $0.codec) < ($1.image, $1.codec) }
    let subject = MetricRegistry.metric(header.metric.id).flatMap { try? FusionSubject($0) }
    self.init(
      header: header, ladders: rungs, cases: sorted,
      summary: summarise(cases: sorted, header: header, random: &random),
      fusion: subject.map { FusionRecord($0, ladders: rungs, datasets: header.datasets) })
  }

  /// The record in a run's folder.
  public init(_ folder: RunFolder) {
    self.init(header: folder.header, ladders: folder.ladders, cases: folder.cases)
  }
}
