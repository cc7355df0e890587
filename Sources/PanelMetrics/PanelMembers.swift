import MetricKit

/// The members of the panel of independent reference metrics.
public enum PanelMembers {
  /// All of them, in the order in which they are listed and written as columns. New ones come last, so that columns keep
  /// their places.
  public static let all: [any QualityMetric] = [
    PSNR(), ChromaPSNR(.cb), ChromaPSNR(.cr), WeightedPSNR(), PSNRHVS(), PSNRHVSM(),
    SSIM(), MultiScaleSSIM(), IWSSIM(), FSIM(), HaarPSI(), GMSD(), VSI(), MDSI(), VIFp(),
    CIEDE2000(), DeltaEab(), FSIMc(),
    SSIMULACRA2(), Butteraugli(.threeNorm), Butteraugli(.maximum), ColorVideoVDP(),
    NLPD(),
  ]
}
