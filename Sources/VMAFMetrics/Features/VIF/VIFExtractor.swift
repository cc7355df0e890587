extension VMAFFeature {
  /// Visual information fidelity at the finest scale.
  public static let vifScale0 = VMAFFeature("vif_scale0", range: 0...1, atPlaces: [1, 0.60, 0.45, 0.30])
  /// Visual information fidelity at the second scale.
  public static let vifScale1 = VMAFFeature("vif_scale1", range: 0...1, atPlaces: [1, 0.85, 0.75, 0.60])
  /// Visual information fidelity at the third scale.
  public static let vifScale2 = VMAFFeature("vif_scale2", range: 0...1, atPlaces: [1, 0.92, 0.85, 0.72])
  /// Visual information fidelity at the coarsest scale.
  public static let vifScale3 = VMAFFeature("vif_scale3", range: 0...1, atPlaces: [1, 0.95, 0.90, 0.80])

  static let vifScales = [vifScale0, vifScale1, vifScale2, vifScale3]
}

/// Visual information fidelity of each of four scales.
struct VIFExtractor: FeatureExtractor {
  let name = "VIF"
  let features = VMAFFeature.vifScales
  let options: [VMAFFeatureOption] = [
    .init(name: "vif_enhn_gain_limit", range: 1...100, place: .number(\.vifEnhancementGainLimit))
  ]
  let smooth: (any SmoothFeatures.Type)? = SmoothVIF<FloatLanes>.self

  func fixed(_ codes: SamplePlane, bitDepth: Int, options: VMAFFeatureOptions) -> (any FixedFeatures)? {
    FixedVIF(codes, bitDepth: bitDepth, gainLimit: options.vifEnhancementGainLimit)
  }
}

/// ``IntegerVIF`` against one reference.
private struct FixedVIF: FixedFeatures {
  let reference: VIFReference
  let gainLimit: Double
  let workspaces: WorkspacePool<VIFWorkspace>

  init(_ codes: SamplePlane, bitDepth: Int, gainLimit: Double) {
    reference = VIFReference(finest: codes, bitDepth: bitDepth)
    self.gainLimit = gainLimit
    let (width, height) = (codes.width, codes.height)
    workspaces = WorkspacePool { VIFWorkspace(width: width, height: height) }
  }

  func fill(_ reference: FixedPicture) { workspaces.withWorkspace { self.reference.fill(space: $0) } }

  func values(_ distorted: FixedPicture) -> VMAFFeatureValues {
    var values = VMAFFeatureValues()
    values[VMAFFeature.vifScales] = workspaces.withWorkspace { space in
      IntegerVIF.scores(distorted.codes, against: reference, gainLimit: gainLimit, space: space)
    }
    return values
  }
}
