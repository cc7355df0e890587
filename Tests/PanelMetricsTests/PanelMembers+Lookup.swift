import MetricKit
import PanelMetrics
import Testing

extension PanelMembers {
  /// The member with this id.
  static func member(_ id: String) throws -> any QualityMetric {
    try #require(all.first { $0.descriptor.id == id }, "no member has the id \(id)")
  }
}
