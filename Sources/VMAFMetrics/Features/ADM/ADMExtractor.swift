extension VMAFFeature {
  /// Detail loss over all four scales.
  public static let adm2 = detail("adm2")
  /// Detail loss at the finest scale.
  public static let admScale0 = detail("adm_scale0")
  /// Detail loss at the second scale.
  public static let admScale1 = detail("adm_scale1")
  /// Detail loss at the third scale.
  public static let admScale2 = detail("adm_scale2")
  /// Detail loss at the coarsest scale.
  public static let admScale3 = detail("adm_scale3")

  static let admScales = [admScale0, admScale1, admScale2, admScale3]

  private static func detail(_ name: String) -> VMAFFeature {
    VMAFFeature(name, range: 0...1, atPlaces: [1, 0.95, 0.90, 0.80])
  }
}

/// Detail loss: over all four scales, and of each.
struct ADMExtractor: FeatureExtractor {
  let name = "ADM"
  let features = [.adm2] + VMAFFeature.admScales
  let options: [VMAFFeatureOption] = [
    .init(name: "adm_enhn_gain_limit", range: 1...100, place: .number(\.admEnhancementGainLimit)),
    .init(name: "adm_norm_view_dist", range: 0.75...24, place: .number(\.admViewingDistance)),
    .init(name: "adm_ref_display_height", range: 1...4320, place: .whole(\.admDisplayHeight)),
  ]
  let smooth: (any SmoothFeatures.Type)? = SmoothADM<FloatLanes>.self

  func fixed(_ codes: SamplePlane, bitDepth: Int, options: VMAFFeatureOptions) -> (any FixedFeatures)? {
    FixedADM(width: codes.width, height: codes.height, bitDepth: bitDepth, options: options)
  }
}

/// ``IntegerADM`` against one reference.
private struct FixedADM: FixedFeatures {
  let reference: ADMReference
  let bitDepth: Int
  let gainLimit: Double
  let workspaces: WorkspacePool<ADMWorkspace>

  init(width: Int, height: Int, bitDepth: Int, options: VMAFFeatureOptions) {
    reference = ADMReference(width: width, height: height, options: options)
    self.bitDepth = bitDepth
    gainLimit = options.admEnhancementGainLimit
    workspaces = WorkspacePool { ADMWorkspace(width: width, height: height) }
  }

  func fill(_ reference: FixedPicture) {
    workspaces.withWorkspace { self.reference.fill(reference.codes, bitDepth: bitDepth, space: $0) }
  }

  func values(_ distorted: FixedPicture) -> VMAFFeatureValues {
    let scores = workspaces.withWorkspace { space in
      IntegerADM.scores(
        distorted.codes, bitDepth: bitDepth, against: reference, gainLimit: gainLimit, space: space)
    }
    var values = VMAFFeatureValues()
    values[.adm2] = scores.combined
    values[VMAFFeature.admScales] = scores.levels
    return values
  }
}
