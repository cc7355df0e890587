import Raster

/// The reference's side of fixed-point VMAF, and the buffers for evaluations against it.
final class IntegerVMAFReference: Sendable {
  let width: Int
  let height: Int
  let bitDepth: Int
  let options: VMAFFeatureOptions
  private let vif: VIFReference
  private let adm: ADMReference
  private let pool: WorkspacePool<IntegerVMAFWorkspace>

  /// Reserves the memory of a reference; `fill` gives it its content.
  /// - Parameter pool: where references of one size shall share workspaces.
  init(
    width: Int, height: Int, bitDepth: Int, options: VMAFFeatureOptions,
    pool: WorkspacePool<IntegerVMAFWorkspace>? = nil
  ) {
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    self.options = options
    vif = VIFReference(width: width, height: height, bitDepth: bitDepth)
    adm = ADMReference(width: width, height: height, options: options)
    self.pool = pool ?? IntegerVMAFWorkspace.pool(width: width, height: height)
  }

  /// The reference's code values.
  var plane: SamplePlane { vif.scales[0].plane }

  /// Computes what depends on the reference alone.
  /// - Complexity: O(width · height)
  func fill(_ luma: Plane<Float>) {
    pool.withWorkspace { space in
      vif.fill(luma, space: space.vif)
      adm.fill(plane, bitDepth: bitDepth, space: space.adm)
    }
  }

  /// The features of a distorted picture of the reference's size and depth; `motion2` is 0.
  /// - Complexity: O(width · height)
  func features(_ luma: Plane<Float>) -> VMAFFeatureValues {
    pool.withWorkspace { space in
      space.planes[0].fill(luma, peak: (1 << bitDepth) - 1)
      let detail = IntegerADM.scores(
        space.planes[0], bitDepth: bitDepth, against: adm, gainLimit: options.admEnhancementGainLimit,
        space: space.adm)
      let information = IntegerVIF.scores(
        space.planes, against: vif, gainLimit: options.vifEnhancementGainLimit, space: space.vif)
      return VMAFFeatureValues(adm2: detail.combined, admScales: detail.levels, vifScales: information)
    }
  }
}
