import Raster

/// VIF as libvmaf's `float_vif` computes it, in one number type: ``VIFPass`` over four scales.
struct SmoothVIF<L: VMAFLanes>: SmoothFeatures {
  typealias Scalar = L.Scalar
  /// By scale.
  typealias Sums = [VIFSums]

  /// VIF's windows by scale.
  private let taps: [VIFTaps<Scalar>]
  /// The largest gain that is credited: 1 in the NEG models, 100 in the others.
  let limit: Scalar

  init(options: VMAFFeatureOptions) {
    taps = (0..<4).map { VIFTaps(scale: $0) }
    limit = Scalar(options.vifEnhancementGainLimit)
  }

  /// - Complexity: O(width · height)
  func analyse(_ luma: Plane<Scalar>) -> SmoothVIFAnalysis<L> {
    let (width, height) = (luma.width, luma.height)
    let pool = WorkspacePool { SmoothVIFWorkspace<L>(width: width, height: height) }
    return pool.withWorkspace { workspace in
      let arena = Arena<Scalar>()
      var scales: [VIFScale<Scalar>] = []
      var denominators: [Double] = []
      for scale in 0..<4 {
        let (columns, rows) = (width >> scale, height >> scale)
        let image = arena.grid(width: columns, height: rows)
        if let finer = scales.last {
          withDecimation(to: scale, workspace) { $0.apply(RowSource(finer.image), into: image) }
        } else {
          luma.withRows(workspace.lastRow) { copy($0, to: image) }
        }
        let result = VIFScale(
          image: image, mean: arena.grid(width: columns, height: rows),
          variance: arena.grid(width: columns, height: rows))
        denominators.append(withPass(scale, over: RowSource(image), workspace) { $0.analyse(into: result) })
        scales.append(result)
      }
      return SmoothVIFAnalysis(scales: scales, denominators: denominators, workspaces: pool, arena: arena)
    }
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

  /// On the way to a gradient the distorted picture's is taken here, each scale with weight 1: only its numerator depends
  /// on the picture. In the place of the reference the denominators vary too, so there the sums come first.
  /// - Complexity: O(width · height)
  func compare(
    _ luma: Plane<Scalar>, place: PicturePlace, other: SmoothVIFAnalysis<L>, _ workspace: SmoothVIFWorkspace<L>,
    keepsWay: Bool
  ) -> [VIFSums] {
    var sums = [VIFSums](repeating: VIFSums(), count: 4)
    luma.withRows(workspace.lastRow) { source in
      for scale in 0..<4 {
        let own = ownScale(scale, source, workspace)
        sums[scale] = withPass(scale, over: own, workspace) { pass in
          switch place {
          case .distorted where keepsWay:
            let part = workspace.gradient
            part.scales[scale].clear()
            return pass.gradient(
              place: .distorted, other: other.scales[scale], limit: limit,
              weights: VIFWeights(numerator: 1, denominator: 0), buffers: part.vif, into: part.scales[scale])
          case .distorted: return pass.sums(place: .distorted, other: other.scales[scale], limit: limit)
          case .reference: return pass.sums(place: .reference, other: other.scales[scale], limit: limit)
          }
        }
      }
    }
    return sums
  }

  func values(_ sums: [VIFSums], place: PicturePlace, other: SmoothVIFAnalysis<L>) -> VMAFFeatureValues {
    var values = VMAFFeatureValues()
    for (scale, feature) in VMAFFeature.vifScales.enumerated() {
      let denominator = place == .reference ? sums[scale].denominator : other.denominators[scale]
      values[feature] = sums[scale].numerator / denominator
    }
    return values
  }

  /// A scale of the varying picture, made from the scale before.
  @inline(__always)
  func ownScale(
    _ scale: Int, _ source: RowSource<Scalar>, _ workspace: SmoothVIFWorkspace<L>
  ) -> RowSource<Scalar> {
    guard scale > 0 else { return source }
    let finer = scale == 1 ? source : RowSource(workspace.scales[scale - 2])
    withDecimation(to: scale, workspace) { $0.apply(finer, into: workspace.scales[scale - 1]) }
    return RowSource(workspace.scales[scale - 1])
  }

  /// A pass over one scale.
  @inline(__always)
  func withPass<Result>(
    _ scale: Int, over source: RowSource<Scalar>, _ workspace: SmoothVIFWorkspace<L>, _ body: (VIFPass<L>) -> Result
  ) -> Result {
    withTaps(scale) { taps, radius in
      body(VIFPass(own: source, taps: taps, radius: radius, buffers: workspace.vif))
    }
  }

  /// The step from the scale before to this one.
  @inline(__always)
  func withDecimation<Result>(
    to scale: Int, _ workspace: SmoothVIFWorkspace<L>, _ body: (Decimation<L>) -> Result
  ) -> Result {
    withTaps(scale) { taps, radius in body(Decimation(taps: taps, radius: radius, row: workspace.row)) }
  }

  @inline(__always)
  private func withTaps<Result>(_ scale: Int, _ body: (UnsafePointer<Scalar>, Int) -> Result) -> Result {
    taps[scale].taps.withUnsafeBufferPointer { taps in
      guard let start = taps.baseAddress else { preconditionFailure("a window without taps") }
      return body(start, taps.count / 2)
    }
  }
}
