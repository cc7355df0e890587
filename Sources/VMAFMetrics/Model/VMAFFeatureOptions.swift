/// The settings of the features that a model may state; the defaults are those of plain VMAF.
///
/// Names, defaults and ranges: libvmaf's feature options `adm_enhn_gain_limit`, `adm_norm_view_dist`,
/// `adm_ref_display_height`, `vif_enhn_gain_limit`, `motion_force_zero`, `motion_max_val` and `motion_fps_weight`.
public struct VMAFFeatureOptions: Sendable, Equatable {
  /// The most that ADM credits a wavelet coefficient for being larger than the reference's: 1 (NEG, none) to 100.
  public var admEnhancementGainLimit = 100.0
  /// Viewing distance in heights of the display, 0.75 to 24; sets ADM's contrast sensitivity.
  public var admViewingDistance = 3.0
  /// Height of the display in pixels, 1 to 4320; sets ADM's contrast sensitivity.
  public var admDisplayHeight = 1080
  /// The most that VIF credits a window for having more contrast than the reference's: 1 (NEG, none) to 100.
  public var vifEnhancementGainLimit = 100.0
  /// Whether motion counts as 0.
  public var motionForceZero = false
  /// The largest value that motion takes.
  public var motionMaximum = 10_000.0
  /// Factor on motion that allows for the frame rate.
  public var motionFrameRateWeight = 1.0

  /// The settings of plain VMAF.
  public init() {}

  /// The settings of VMAF NEG: no credit for enhancement.
  public static var noEnhancementGain: VMAFFeatureOptions {
    var options = VMAFFeatureOptions()
    options.admEnhancementGainLimit = 1
    options.vifEnhancementGainLimit = 1
    return options
  }
}
