import MetricKit
import PanelMetrics
import VMAFMetrics

/// Every metric the project has, by id.
public enum MetricRegistry {
  /// The id of the metric that is meant where none is named.
  public static let defaultID = "vmafneg"

  /// All metrics, in the order in which they are listed and written as columns.
  public static let all: [any QualityMetric] = VMAFFamily.all + PanelMembers.all

  /// The metric with this id, or nil.
  public static func metric(_ id: String) -> (any QualityMetric)? {
    all.first { $0.descriptor.id == id }
  }

  /// The members of the panel, in the registry's order.
  public static var panel: [any QualityMetric] { all.filter { $0.descriptor.panel != nil } }
}
