import AuditRecord

extension GateBands {
  /// The limits for metrics of the VMAF family, in points; the figures follow from the honest encoder changes that
  /// `Scripts/null-corpus` makes (docs/metrics.md, "Honest changes").
  public static let vmafNull = GateBands(
    metricRise: 0.1, groupFall: ["structure": 0.1, "fidelity": 0.1, "colour": 0.1, "whole": 0.1],
    groupRise: ["structure": 0.05, "fidelity": 0.05, "colour": 0.05, "whole": 0.05], excess: 0.5,
    falseAlarmRate: nil, honestChanges: 0)
}
