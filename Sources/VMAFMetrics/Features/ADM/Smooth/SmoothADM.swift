import Raster

/// ADM as libvmaf's `float_adm` computes it, in one number type: ``ADMPass`` over four levels of the wavelet.
struct SmoothADM<L: VMAFLanes>: SmoothFeatures {
  typealias Scalar = L.Scalar

  /// Σ x³ and Σ |w·o|³ by level.
  struct Sums {
    var cubes = [ADMCubes](repeating: ADMCubes(), count: 4)
    var referenceCubes = [ADMCubes](repeating: ADMCubes(), count: 4)
  }

  /// Contrast sensitivity by level.
  private let weights: [(straight: Scalar, diagonal: Scalar)]
  /// The largest gain that is credited: 1 in the NEG models, 100 in the others.
  private let limit: Scalar

  init(options: VMAFFeatureOptions) {
    weights = (0..<4).map {
      let weight = ADMWeights.level(
        $0, viewingDistance: options.admViewingDistance, displayHeight: options.admDisplayHeight)
      return (Scalar(weight.straight), Scalar(weight.diagonal))
    }
    limit = Scalar(options.admEnhancementGainLimit)
  }

  /// - Complexity: O(width · height)
  func analyse(_ luma: Plane<Scalar>) -> SmoothADMAnalysis<L> {
    let (width, height) = (luma.width, luma.height)
    let pool = WorkspacePool { SmoothADMWorkspace<L>(width: width, height: height) }
    return pool.withWorkspace { workspace in
      let arena = Arena<Scalar>()
      var levels: [ADMBands<Scalar>] = []
      var cubes: [ADMCubes] = []
      luma.withRows(workspace.lastRow) { source in
        for (level, size) in ADMWindow.sizes(width: width, height: height).enumerated() {
          let window = ADMWindow(width: size.width, height: size.height)
          let bands = ADMBands(arena, width: size.width, height: size.height)
          let input = level == 0 ? source : RowSource(workspace.lowBands[level - 1])
          let pass = levelPass(level, window, workspace)
          var sums = ADMCubes()
          for row in 0..<size.height {
            transform(row, of: input, level: level, window, into: bands, workspace)
            if window.rows.contains(row) { pass.addReferenceCubes(row, reference: bands, to: &sums) }
          }
          levels.append(bands)
          cubes.append(sums)
        }
      }
      return SmoothADMAnalysis(
        width: width, height: height, levels: levels, cubes: cubes, workspaces: pool, arena: arena)
    }
  }

  /// On the way to a gradient all rows of the picture's details are kept.
  /// - Complexity: O(width · height)
  func compare(
    _ luma: Plane<Scalar>, place: PicturePlace, other: SmoothADMAnalysis<L>, _ workspace: SmoothADMWorkspace<L>,
    keepsWay: Bool
  ) -> Sums {
    luma.withRows(workspace.lastRow) { source in
      var sums = Sums()
      for (level, size) in ADMWindow.sizes(width: source.width, height: source.height).enumerated() {
        add(
          level, ADMWindow(width: size.width, height: size.height),
          of: level == 0 ? source : RowSource(workspace.lowBands[level - 1]),
          into: keepsWay ? workspace.gradient.details[level] : workspace.details, place: place, other: other, workspace,
          to: &sums)
      }
      return sums
    }
  }

  /// One level: wavelet rows into `details`, taken apart and pooled as soon as their neighbours are there.
  @inline(__always)
  private func add(
    _ level: Int, _ window: ADMWindow, of input: RowSource<Scalar>, into details: ADMBands<Scalar>,
    place: PicturePlace, other: SmoothADMAnalysis<L>, _ workspace: SmoothADMWorkspace<L>, to sums: inout Sums
  ) {
    let pass = levelPass(level, window, workspace)
    let reference = place == .reference ? details : other.levels[level]
    let distorted = place == .reference ? other.levels[level] : details
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
    sums.cubes[level] = cubes
    sums.referenceCubes[level] = place == .reference ? referenceCubes : other.cubes[level]
  }

  func values(_ sums: Sums, place: PicturePlace, other: SmoothADMAnalysis<L>) -> VMAFFeatureValues {
    var values = VMAFFeatureValues()
    let levels = pooled(sums, width: other.width, height: other.height)
    values[VMAFFeature.admScales] = levels.map { $0.numerator / $0.denominator }
    values[.adm2] = levels.reduce(0) { $0 + $1.numerator } / levels.reduce(0) { $0 + $1.denominator }
    return values
  }

  /// Numerators and denominators by level.
  func pooled(_ sums: Sums, width: Int, height: Int) -> [(numerator: Double, denominator: Double)] {
    ADMWindow.sizes(width: width, height: height).enumerated().map { level, size in
      let noise = ADMWindow(width: size.width, height: size.height).noise
      return (sums.cubes[level].pooled(noise: noise), sums.referenceCubes[level].pooled(noise: noise))
    }
  }

  /// A pass over one level.
  @inline(__always)
  func levelPass(_ level: Int, _ window: ADMWindow, _ workspace: SmoothADMWorkspace<L>) -> ADMPass<L> {
    ADMPass(
      straight: weights[level].straight, diagonal: weights[level].diagonal, limit: limit, window: window,
      buffers: workspace.adm)
  }

  /// A row of a wavelet level.
  @inline(__always)
  private func transform(
    _ row: Int, of input: RowSource<Scalar>, level: Int, _ window: ADMWindow, into details: ADMBands<Scalar>,
    _ workspace: SmoothADMWorkspace<L>
  ) {
    let low = level < 3 ? workspace.lowBands[level].row(row) : workspace.lastLowRow
    workspace.wavelet.apply(
      row, of: input,
      into: Daubechies2<L>.Bands(a: low, h: details.h(row), v: details.v(row), d: details.d(row)),
      details: window.maskingRows.contains(row) ? window.maskingColumns : nil)
  }
}
