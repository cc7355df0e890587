import MetricKit

/// The metrics of the VMAF family: what is audited above all.
public enum VMAFFamily {
  /// All of them, in the order in which they are listed.
  public static let all: [any QualityMetric] = [
    IntegerVMAF(id: "vmafneg", title: "VMAF NEG", model: .v061neg),
    IntegerVMAF(id: "vmaf", title: "VMAF", model: .v061),
    IntegerVMAF(id: "vmaf4k", title: "VMAF 4K", model: .fourKV061),
    IntegerVMAF(id: "vmaf4kneg", title: "VMAF 4K NEG", model: .fourKV061neg),
    FloatVMAF(id: "vmafneg_float", title: "VMAF NEG (float)", model: .floatV061neg),
    FloatVMAF(id: "vmaf_float", title: "VMAF (float)", model: .floatV061),
  ]
}
