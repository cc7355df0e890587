/// Every metric the project has, by id.
public enum MetricRegistry {
  /// The id of the metric that is meant where none is named.
  public static let defaultID = "vmafneg"

  /// All metrics, in the order in which they are listed and written as columns.
  public static let all: [any QualityMetric] = [
    IntegerVMAF(id: "vmafneg", title: "VMAF NEG", model: .v061neg),
    IntegerVMAF(id: "vmaf", title: "VMAF", model: .v061),
    IntegerVMAF(id: "vmaf4k", title: "VMAF 4K", model: .fourKV061),
    IntegerVMAF(id: "vmaf4kneg", title: "VMAF 4K NEG", model: .fourKV061neg),
    FloatVMAF(id: "vmafneg_float", title: "VMAF NEG (float)", model: .floatV061neg),
    FloatVMAF(id: "vmaf_float", title: "VMAF (float)", model: .floatV061),
    PSNR(), ChromaPSNR(.cb), ChromaPSNR(.cr), WeightedPSNR(), PSNRHVS(), PSNRHVSM(),
    SSIM(), MultiScaleSSIM(), IWSSIM(), FSIM(), HaarPSI(), GMSD(), VSI(), MDSI(), VIFp(),
    CIEDE2000(), DeltaEab(), FSIMc(),
    SSIMULACRA2(), Butteraugli(.threeNorm), Butteraugli(.maximum), ColorVideoVDP(),
  ]

  /// The metric with this id, or nil.
  public static func metric(_ id: String) -> (any QualityMetric)? {
    all.first { $0.descriptor.id == id }
  }

  /// The members of the panel, in the registry's order.
  public static var panel: [any QualityMetric] { all.filter { $0.descriptor.group != nil } }
}
