import Raster

extension SmoothVIF {
  /// - Complexity: O(width · height)
  func addGradient(
    _ luma: Plane<Scalar>, place: PicturePlace, other: SmoothVIFAnalysis<L>, _ workspace: SmoothVIFWorkspace<L>,
    sums: [VIFSums], weights: VMAFFeatureValues, to target: Grid<Scalar>
  ) {
    let part = workspace.gradient
    var scaleWeights = [Scalar](repeating: 1, count: 4)
    switch place {
    case .distorted:
      for scale in 0..<4 {
        scaleWeights[scale] = Scalar(weights[VMAFFeature.vifScales[scale]] / other.denominators[scale])
      }
    case .reference:
      let values = values(sums, place: place, other: other)
      luma.withRows(workspace.lastRow) { source in
        for (scale, feature) in VMAFFeature.vifScales.enumerated() {
          let own = ownScale(scale, source, workspace)
          part.scales[scale].clear()
          let byNumerator = weights[feature] / sums[scale].denominator
          let byDenominator = -byNumerator * values[feature]
          _ = withPass(scale, over: own, workspace) { pass in
            pass.gradient(
              place: .reference, other: other.scales[scale], limit: limit,
              weights: VIFWeights(numerator: Scalar(byNumerator), denominator: Scalar(byDenominator)),
              buffers: part.vif, into: part.scales[scale])
          }
        }
      }
    }
    combine(scaleWeights, workspace, into: target)
  }

  /// Adds up the scales, times their weights, from the coarsest to the picture itself.
  @inline(__always)
  private func combine(_ weights: [Scalar], _ workspace: SmoothVIFWorkspace<L>, into target: Grid<Scalar>) {
    let part = workspace.gradient
    let coarsest = part.scales[3]
    for row in 0..<coarsest.height { multiplyRow(coarsest.row(row), coarsest.width, by: weights[3]) }
    for scale in stride(from: 2, through: 0, by: -1) {
      let grid = part.scales[scale]
      withDecimation(to: scale + 1, workspace) { decimation in
        for row in 0..<grid.height {
          let own = grid.row(row)
          multiplyRow(own, grid.width, by: weights[scale])
          var sum = own
          if scale == 0 {
            sum = target.row(row)
            addRow(own, grid.width, to: sum)
          }
          decimation.addTransposedRow(
            row, of: part.scales[scale + 1], width: grid.width, height: grid.height, to: sum)
        }
      }
    }
  }

  @inline(__always)
  private func multiplyRow(_ row: UnsafeMutablePointer<Scalar>, _ count: Int, by weight: Scalar) {
    let weight = L(weight)
    var column = 0
    while column < count {
      (L.load(row + column) * weight).store(row + column)
      column &+= laneCount
    }
  }

  @inline(__always)
  private func addRow(_ row: UnsafeMutablePointer<Scalar>, _ count: Int, to sum: UnsafeMutablePointer<Scalar>) {
    var column = 0
    while column < count {
      (L.load(sum + column) + L.load(row + column)).store(sum + column)
      column &+= laneCount
    }
  }
}
