import Scoring

/// How the panel's groups agree with people on one kind of distortion, as measured when this version of the program was
/// calibrated (docs/metrics.md, "Calibration"): figures that `Scripts/calibrate --table` wrote, nothing computed here.
struct HumanCalibration {
  /// What was done to the pictures.
  enum Distortion: String {
    /// A Gaussian blur.
    case blur
    /// A shift of the mean level or a change of contrast.
    case tone
    /// A change of saturation, down to hues turned round.
    case colour
  }

  /// One group against people.
  struct Group {
    /// The group.
    let group: PanelGroup
    /// Median of the distances from human inflation, in points, with its 95 % interval over references.
    let error: RunSummary.Interval
    /// Spearman's rank correlation with human inflation, with its 95 % interval over references.
    let rank: RunSummary.Interval
    /// The median distance when every photograph's own median offset is taken off, in points.
    let errorWithin: Double
    /// The group's inflation of each picture, in points of VMAF NEG.
    let inflations: [Double]
  }

  /// What was done to the pictures.
  let distortion: Distortion
  /// How many photographs the pictures come from.
  let references: Int
  /// The median distance of human inflation from itself when opinions move by their own standard errors, in points; nil where
  /// those errors are not known.
  let noise: Double?
  /// What people say of each picture: VMAF NEG less the VMAF NEG that its opinion score has on the JPEG ladder.
  let human: [Double]
  /// The groups that were compared.
  let groups: [Group]
}
