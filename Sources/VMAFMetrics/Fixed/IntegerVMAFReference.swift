import Raster

/// The reference's side of fixed-point VMAF, and the buffers for evaluations against it.
final class IntegerVMAFReference: Sendable {
  let width: Int
  let height: Int
  let bitDepth: Int
  let options: VMAFFeatureOptions
  private let vif: VIFReference
  private let adm: ADMReference
  private let pool: WorkspacePool

  /// Reserves the memory of a reference; `fill` gives it its content.
  /// - Parameter pool: where references of one size shall share workspaces.
  init(width: Int, height: Int, bitDepth: Int, options: VMAFFeatureOptions, pool: WorkspacePool? = nil) {
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    self.options = options
    vif = VIFReference(width: width, height: height, bitDepth: bitDepth)
    adm = ADMReference(width: width, height: height, options: options)
    self.pool = pool ?? WorkspacePool(width: width, height: height)
  }

  /// The reference's code values.
  var plane: SamplePlane { vif.scales[0].plane }

  /// Computes what depends on the reference alone.
  /// - Complexity: O(width · height)
  func fill(_ luma: Plane<Float>) {
    pool.lend { space in
      vif.fill(luma, space: space.vif)
      adm.fill(plane, bitDepth: bitDepth, space: space.adm)
    }
  }

  /// The features of a distorted picture of the reference's size and depth; `motion2` is 0.
  /// - Complexity: O(width · height)
  func features(_ luma: Plane<Float>) -> IntegerVMAFFeatures {
    pool.lend { space in
      space.planes[0].fill(luma, peak: (1 << bitDepth) - 1)
      let detail = IntegerADM.scores(
        space.planes[0], bitDepth: bitDepth, against: adm, gainLimit: options.admEnhancementGainLimit,
        space: space.adm)
      let information = IntegerVIF.scores(
        space.planes, against: vif, gainLimit: options.vifEnhancementGainLimit, space: space.vif)
      return IntegerVMAFFeatures(adm: detail, vif: information)
    }
  }
}

/// The features of one frame.
struct IntegerVMAFFeatures {
  let adm: IntegerADM.Scores
  /// By scale, from the finest.
  let vif: [Double]
  /// Of the reference over the sequence; 0 for a still.
  var motion2 = 0.0

  init(adm: IntegerADM.Scores, vif: [Double]) {
    self.adm = adm
    self.vif = vif
  }

  /// A feature's value.
  subscript(feature: VMAFFeature) -> Double {
    switch feature {
    case .adm2: return adm.combined
    case .admScale0: return adm.levels[0]
    case .admScale1: return adm.levels[1]
    case .admScale2: return adm.levels[2]
    case .admScale3: return adm.levels[3]
    case .motion2: return motion2
    case .vifScale0: return vif[0]
    case .vifScale1: return vif[1]
    case .vifScale2: return vif[2]
    case .vifScale3: return vif[3]
    }
  }

  /// All features by their plain names.
  var named: [String: Double] {
    Dictionary(uniqueKeysWithValues: VMAFFeature.allCases.map { ($0.rawValue, self[$0]) })
  }
}
