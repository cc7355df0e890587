import AuditRecord

extension GateBands {
  /// Provisional limits for metrics of the VMAF family, in points: the thresholds of 0.1 at which the signs of metric and
  /// panel separated honest changes from gaming in the project's first measurements. They are not calibrated on the
  /// changes that `Scripts/null-corpus` makes, so they state no false-alarm rate.
  public static let vmafNull = GateBands(
    metricRise: 0.1, groupFall: ["structure": 0.1, "fidelity": 0.1, "colour": 0.1, "whole": 0.1],
    groupRise: ["structure": 0.05, "fidelity": 0.05, "colour": 0.05, "whole": 0.05], excess: 0.5,
    falseAlarmRate: nil, honestChanges: 0)
}
