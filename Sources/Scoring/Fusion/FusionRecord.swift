import AuditRecord

/// What a metric's fusion does with its features: where it rewards a worse one.
///
/// A *slope* is the partial derivative of the unclipped score by a feature, in points per unit of the feature; a negative
/// one rewards losing it. Features that a distorted picture cannot change (motion) have no slope here.
public struct FusionRecord: Codable, Sendable, Equatable {
  /// The schema.
  public var schema = RunHeader.currentSchema
  /// The program's version.
  public var toolVersion: String
  /// The metric's id, or the model's file.
  public var metric: String
  /// The name people know it by.
  public var title: String
  /// The model's name.
  public var model: String
  /// How many support vectors it has.
  public var supportVectors: Int
  /// The features that have slopes, in the model's order.
  public var features: [String]
  /// The reference itself and places on the way down from it.
  public var table: [FusionModel.Place]
  /// The score along each feature, through each place of the table.
  public var curves: [FusionModel.Curve]
  /// The slopes over the whole box.
  public var grid: FusionModel.Grid
  /// The best place that was found in the box [0, 1].
  public var best: FusionModel.Place
  /// The range to which scores are clipped; nil where they are not.
  public var clip: [Double]?
  /// The honest encodes.
  public var operating: [FusionModel.Operating]
  /// What they come to.
  public var summary: FusionSummary
  /// The datasets as they were named; empty for the built-in scenes.
  public var datasets: [String]
  /// Images that could not be used, with the reason.
  public var failures: [String]
  /// How much is there when something is missing; nil in a finished record.
  public var unfinished: Unfinished?
}

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
