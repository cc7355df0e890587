import AuditRecord

extension GateBands {
  /// Provisional limits for VMAF NEG, until they are fitted to the null corpus.
  static let vmafneg = GateBands(
    metricRise: 0.1, groupFall: ["structure": 0.1, "fidelity": 0.1, "colour": 0.1, "whole": 0.1],
    groupRise: ["structure": 0.05, "fidelity": 0.05, "colour": 0.05, "whole": 0.05], excess: 0.5)
}
