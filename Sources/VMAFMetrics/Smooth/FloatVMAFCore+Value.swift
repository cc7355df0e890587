import Raster

extension FloatVMAFCore {
  /// The sums behind the features of a pair of which `own` varies and `other` has been analysed.
  /// - Complexity: O(width · height)
  func sums(_ luma: Plane<Scalar>, place: PicturePlace, other: FloatVMAFAnalysis<L>) -> FloatVMAFSums {
    other.workspaces.withWorkspace { workspace in
      withSource(luma, workspace) { source in
        var sums = FloatVMAFSums()
        for scale in 0..<4 {
          let own = ownScale(scale, source, workspace)
          sums.vif[scale] = withPass(scale, over: own, workspace) { pass in
            switch place {
            case .distorted: return pass.sums(place: .distorted, other: other.vif[scale], limit: vifLimit)
            case .reference: return pass.sums(place: .reference, other: other.vif[scale], limit: vifLimit)
            }
          }
        }
        addADM(source, place: place, other: other, workspace, into: { _ in workspace.details }, to: &sums)
        return sums
      }
    }
  }

  /// A scale of the varying picture, made from the scale before.
  @inline(__always)
  func ownScale(
    _ scale: Int, _ source: RowSource<Scalar>, _ workspace: FloatVMAFWorkspace<L>
  ) -> RowSource<Scalar> {
    guard scale > 0 else { return source }
    let finer = scale == 1 ? source : RowSource(workspace.scales[scale - 2])
    withDecimation(to: scale, workspace) { $0.apply(finer, into: workspace.scales[scale - 1]) }
    return RowSource(workspace.scales[scale - 1])
  }

  /// ADM's sums; `details` says where a level's details go.
  @inline(__always)
  func addADM(
    _ source: RowSource<Scalar>, place: PicturePlace, other: FloatVMAFAnalysis<L>,
    _ workspace: FloatVMAFWorkspace<L>, into details: (Int) -> ADMBands<Scalar>, to sums: inout FloatVMAFSums
  ) {
    for (level, size) in ADMWindow.sizes(width: source.width, height: source.height).enumerated() {
      addADM(
        level, ADMWindow(width: size.width, height: size.height),
        of: level == 0 ? source : RowSource(workspace.lowBands[level - 1]), into: details(level), place: place,
        other: other, workspace, to: &sums)
    }
  }

  /// One level of ADM: wavelet rows into `details`, taken apart and pooled as soon as their neighbours are there.
  @inline(__always)
  private func addADM(
    _ level: Int, _ window: ADMWindow, of input: RowSource<Scalar>, into details: ADMBands<Scalar>,
    place: PicturePlace, other: FloatVMAFAnalysis<L>, _ workspace: FloatVMAFWorkspace<L>, to sums: inout FloatVMAFSums
  ) {
    let pass = admPass(level, window, workspace)
    let reference = place == .reference ? details : other.adm[level]
    let distorted = place == .reference ? other.adm[level] : details
    var cubes = ADMCubes()
    var referenceCubes = ADMCubes()
    for row in 0..<window.height {
      transform(row, of: input, level: level, window, into: details, workspace)
      guard window.maskingRows.contains(row) else { continue }
      pass.decoupleRow(row, reference: reference, distorted: distorted)
      if place == .reference && window.rows.contains(row) {
        pass.addReferenceCubes(row, reference: reference, to: &referenceCubes)
      }
      if window.rows.contains(row - 1) { pass.addCubes(row - 1, to: &cubes) }
    }
    // At the lower border of the picture the last row's neighbour is itself.
    if window.rows.upperBound == window.height { pass.addCubes(window.height - 1, to: &cubes) }
    sums.admCubes[level] = cubes
    sums.admReferenceCubes[level] = place == .reference ? referenceCubes : other.admCubes[level]
  }

  /// The features, all but motion, which is left at 0.
  func features(_ sums: FloatVMAFSums, place: PicturePlace, other: FloatVMAFAnalysis<L>) -> VMAFFeatureValues {
    var values = VMAFFeatureValues()
    for scale in 0..<4 {
      values.vifScales[scale] = sums.vif[scale].numerator / vifDenominator(sums, scale, place, other)
    }
    let adm = pooled(sums, width: other.width, height: other.height)
    for level in 0..<4 { values.admScales[level] = adm[level].numerator / adm[level].denominator }
    values.adm2 = adm.reduce(0) { $0 + $1.numerator } / adm.reduce(0) { $0 + $1.denominator }
    return values
  }

  /// A scale's Σ denominator.
  func vifDenominator(
    _ sums: FloatVMAFSums, _ scale: Int, _ place: PicturePlace, _ other: FloatVMAFAnalysis<L>
  ) -> Double {
    place == .reference ? sums.vif[scale].denominator : other.vifDenominators[scale]
  }

  /// ADM's numerators and denominators by level.
  func pooled(_ sums: FloatVMAFSums, width: Int, height: Int) -> [(numerator: Double, denominator: Double)] {
    ADMWindow.sizes(width: width, height: height).enumerated().map { level, size in
      let noise = ADMWindow(width: size.width, height: size.height).noise
      return (sums.admCubes[level].pooled(noise: noise), sums.admReferenceCubes[level].pooled(noise: noise))
    }
  }
}
