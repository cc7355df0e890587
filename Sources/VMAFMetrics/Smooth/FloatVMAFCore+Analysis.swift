import Raster

extension FloatVMAFCore {
  /// Analyses luma on the 8-bit scale.
  /// - Complexity: O(width · height)
  func analyse(_ luma: Plane<Scalar>) -> FloatVMAFAnalysis<L> {
    let (width, height) = (luma.width, luma.height)
    let pool = WorkspacePool { FloatVMAFWorkspace<L>(width: width, height: height) }
    return pool.withWorkspace { workspace in
      let arena = Arena<Scalar>()
      let (vif, denominators) = withSource(luma, workspace) { analyseVIF($0, arena, workspace) }
      let (adm, cubes) = withSource(luma, workspace) { analyseADM($0, arena, workspace) }
      return FloatVMAFAnalysis(
        width: width, height: height, vif: vif, vifDenominators: denominators, adm: adm, admCubes: cubes,
        workspaces: pool, arena: arena)
    }
  }

  private func analyseVIF(
    _ source: RowSource<Scalar>, _ arena: Arena<Scalar>, _ workspace: FloatVMAFWorkspace<L>
  ) -> ([VIFScale<Scalar>], [Double]) {
    var scales: [VIFScale<Scalar>] = []
    var denominators: [Double] = []
    for scale in 0..<4 {
      let width = source.width >> scale
      let height = source.height >> scale
      let image = arena.grid(width: width, height: height)
      if let finer = scales.last {
        withDecimation(to: scale, workspace) { $0.apply(RowSource(finer.image), into: image) }
      } else {
        copy(source, to: image)
      }
      let result = VIFScale(
        image: image, mean: arena.grid(width: width, height: height),
        variance: arena.grid(width: width, height: height))
      denominators.append(withPass(scale, over: RowSource(image), workspace) { $0.analyse(into: result) })
      scales.append(result)
    }
    return (scales, denominators)
  }

  private func copy(_ source: RowSource<Scalar>, to image: Grid<Scalar>) {
    let offset = L(source.offset)
    for row in 0..<source.height {
      let input = source.row(row)
      let output = image.row(row)
      var column = 0
      while column < source.width {
        (L.load(input + column) + offset).store(output + column)
        column &+= laneCount
      }
    }
  }

  private func analyseADM(
    _ source: RowSource<Scalar>, _ arena: Arena<Scalar>, _ workspace: FloatVMAFWorkspace<L>
  ) -> ([ADMBands<Scalar>], [ADMCubes]) {
    var levels: [ADMBands<Scalar>] = []
    var cubes: [ADMCubes] = []
    for (level, size) in ADMWindow.sizes(width: source.width, height: source.height).enumerated() {
      let window = ADMWindow(width: size.width, height: size.height)
      let bands = ADMBands(arena, width: size.width, height: size.height)
      let input = level == 0 ? source : RowSource(workspace.lowBands[level - 1])
      let pass = admPass(level, window, workspace)
      var sums = ADMCubes()
      for row in 0..<size.height {
        transform(row, of: input, level: level, window, into: bands, workspace)
        if window.rows.contains(row) { pass.addReferenceCubes(row, reference: bands, to: &sums) }
      }
      levels.append(bands)
      cubes.append(sums)
    }
    return (levels, cubes)
  }

  /// A row of a wavelet level.
  @inline(__always)
  func transform(
    _ row: Int, of input: RowSource<Scalar>, level: Int, _ window: ADMWindow, into details: ADMBands<Scalar>,
    _ workspace: FloatVMAFWorkspace<L>
  ) {
    let low = level < 3 ? workspace.lowBands[level].row(row) : workspace.lastLowRow
    workspace.wavelet.apply(
      row, of: input,
      into: Daubechies2<L>.Bands(a: low, h: details.h(row), v: details.v(row), d: details.d(row)),
      details: window.maskingRows.contains(row) ? window.maskingColumns : nil)
  }
}
