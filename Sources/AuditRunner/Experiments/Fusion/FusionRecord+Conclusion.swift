import AuditRecord
import Scoring

extension FusionRecord {
  /// What a fusion does over its feature box and at the honest encodes of ladders: pure.
  /// - Parameters:
  ///   - ladders: sorted; those without working points do not count.
  ///   - failures: images that could not be used, with the reason.
  public init(_ model: FusionModel, ladders: [LadderRecord], header: RunHeader, failures: [String] = []) {
    let operating = ladders.flatMap { $0.operating ?? [] }
    self.init(
      toolVersion: header.toolVersion, metric: model.metric, title: model.title, model: model.model,
      supportVectors: model.supportVectors, features: model.features, table: model.table, curves: model.curves,
      grid: model.grid, best: model.best, clip: model.clip, operating: operating,
      summary: FusionSummary(operating, features: model.features), datasets: header.datasets, failures: failures)
  }
}
