/// The features that a model can read; the raw value is the plain name that scores and records use.
public enum VMAFFeature: String, Sendable, CaseIterable {
  /// Detail loss over all four scales.
  case adm2 = "adm2"
  /// Detail loss at the finest scale.
  case admScale0 = "adm_scale0"
  /// Detail loss at the second scale.
  case admScale1 = "adm_scale1"
  /// Detail loss at the third scale.
  case admScale2 = "adm_scale2"
  /// Detail loss at the coarsest scale.
  case admScale3 = "adm_scale3"
  /// Motion of the reference, the smaller of the change from the previous frame and the change to the next one.
  case motion2 = "motion2"
  /// Visual information fidelity at the finest scale.
  case vifScale0 = "vif_scale0"
  /// Visual information fidelity at the second scale.
  case vifScale1 = "vif_scale1"
  /// Visual information fidelity at the third scale.
  case vifScale2 = "vif_scale2"
  /// Visual information fidelity at the coarsest scale.
  case vifScale3 = "vif_scale3"
}
