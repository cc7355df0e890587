import Raster

extension FloatVMAFCore {
  /// The features of a pair, all but motion, and the gradient of a function of them by the picture that varies.
  ///
  /// VIF's scales are differentiated on the way forward, each with weight 1 as far as only its numerator depends on the
  /// varying picture; then the weights are known, and one way back through the pyramids adds everything up. In the place
  /// of the reference numerator and denominator both vary, so there the sums come first.
  /// - Parameter weights: the function's derivatives by the features.
  /// - Complexity: O(width · height)
  func gradient(
    _ luma: Plane<Scalar>, place: PicturePlace, other: FloatVMAFAnalysis<L>,
    weights: (VMAFFeatureValues) -> VMAFFeatureValues
  ) -> (values: VMAFFeatureValues, gradient: Plane<Scalar>) {
    let before = place == .reference ? sums(luma, place: .reference, other: other) : nil
    let known = before.map { sums in
      let values = features(sums, place: .reference, other: other)
      return (sums: sums, values: values, weights: weights(values))
    }
    return other.workspaces.withWorkspace { workspace in
      withSource(luma, workspace) { source in
        var sums = FloatVMAFSums()
        let part = workspace.gradient
        for scale in 0..<4 {
          let own = ownScale(scale, source, workspace)
          part.scales[scale].clear()
          sums.vif[scale] = withPass(scale, over: own, workspace) { pass in
            guard let known else {
              return pass.gradient(
                place: .distorted, other: other.vif[scale], limit: vifLimit,
                weights: VIFWeights(numerator: 1, denominator: 0), buffers: part.vif, into: part.scales[scale])
            }
            let byNumerator = known.weights.vifScales[scale] / known.sums.vif[scale].denominator
            let byDenominator = -byNumerator * known.values.vifScales[scale]
            return pass.gradient(
              place: .reference, other: other.vif[scale], limit: vifLimit,
              weights: VIFWeights(numerator: Scalar(byNumerator), denominator: Scalar(byDenominator)),
              buffers: part.vif, into: part.scales[scale])
          }
        }
        // All rows of the varying picture's details are kept.
        addADM(source, place: place, other: other, workspace, into: { part.details[$0] }, to: &sums)
        let values = known?.values ?? features(sums, place: .distorted, other: other)
        let slopes = known?.weights ?? weights(values)
        backwardADM(place: place, known?.sums ?? sums, values, slopes, other: other, workspace)
        let scaleWeights = (0..<4).map { scale in
          known == nil ? Scalar(slopes.vifScales[scale] / other.vifDenominators[scale]) : 1
        }
        return (values, combine(scaleWeights, workspace, width: luma.width, height: luma.height))
      }
    }
  }

  /// Replaces the varying picture's details by the derivatives by them, and fills those by the low bands.
  @inline(__always)
  private func backwardADM(
    place: PicturePlace, _ sums: FloatVMAFSums, _ values: VMAFFeatureValues, _ weights: VMAFFeatureValues,
    other: FloatVMAFAnalysis<L>, _ workspace: FloatVMAFWorkspace<L>
  ) {
    let part = workspace.gradient
    let pooled = pooled(sums, width: other.width, height: other.height)
    let total = pooled.reduce(0) { $0 + $1.denominator }
    let sizes = ADMWindow.sizes(width: other.width, height: other.height)
    for level in stride(from: 3, through: 0, by: -1) {
      let window = ADMWindow(width: sizes[level].width, height: sizes[level].height)
      let denominator = pooled[level].denominator
      let byNumerator = weights.adm2 / total + weights.admScales[level] / denominator
      let byDenominator =
        -weights.adm2 * values.adm2 / total - weights.admScales[level] * values.admScales[level] / denominator
      let details = part.details[level]
      let pass = admPass(level, window, workspace)
      let slopes = sums.admCubes[level].poolingSlopes(weight: byNumerator)
      let referenceSlopes = sums.admReferenceCubes[level].poolingSlopes(weight: byDenominator)
      switch place {
      case .distorted:
        pass.differentiate(
          place: .distorted, reference: other.adm[level], distorted: details, slopes: slopes,
          referenceSlopes: referenceSlopes, buffers: part.adm)
      case .reference:
        pass.differentiate(
          place: .reference, reference: details, distorted: other.adm[level], slopes: slopes,
          referenceSlopes: referenceSlopes, buffers: part.adm)
      }
      guard level > 0 else { continue }
      let low = part.lowBands[level - 1]
      var transpose = waveletTranspose(level, window, width: low.width, height: low.height, part)
      for row in 0..<low.height {
        low.row(row).update(repeating: 0, count: low.width)
        transpose.addRow(row, to: low.row(row))
      }
    }
  }

  @inline(__always)
  private func waveletTranspose(
    _ level: Int, _ window: ADMWindow, width: Int, height: Int, _ part: FloatVMAFGradientWorkspace<L>
  ) -> Daubechies2Transpose<L> {
    let details = part.details[level]
    return Daubechies2Transpose(
      a: level < 3 ? part.lowBands[level] : nil, h: details.h, v: details.v, d: details.d, rows: window.maskingRows,
      width: width, height: height, widened: part.widened)
  }

  /// Adds up the scales of VIF, times their weights, and ADM, from the coarsest to the picture itself.
  @inline(__always)
  private func combine(
    _ weights: [Scalar], _ workspace: FloatVMAFWorkspace<L>, width: Int, height: Int
  ) -> Plane<Scalar> {
    let part = workspace.gradient
    multiply(part.scales[3], by: weights[3])
    for scale in stride(from: 2, through: 1, by: -1) {
      let grid = part.scales[scale]
      multiply(grid, by: weights[scale])
      withDecimation(to: scale + 1, workspace) { decimation in
        for row in 0..<grid.height {
          decimation.addTransposedRow(
            row, of: part.scales[scale + 1], width: grid.width, height: grid.height, to: grid.row(row))
        }
      }
    }
    let levels = ADMWindow.sizes(width: width, height: height)
    let window = ADMWindow(width: levels[0].width, height: levels[0].height)
    var transpose = waveletTranspose(0, window, width: width, height: height, part)
    let samples = [Scalar](unsafeUninitializedCapacity: width * height) { output, count in
      withDecimation(to: 1, workspace) { decimation in
        for row in 0..<height {
          let sum = part.scales[0].row(row)
          multiplyRow(sum, width, by: weights[0])
          decimation.addTransposedRow(row, of: part.scales[1], width: width, height: height, to: sum)
          transpose.addRow(row, to: sum)
          for column in 0..<width { output[row * width + column] = sum[column] }
        }
      }
      count = width * height
    }
    return Plane(width: width, height: height, samples: samples)
  }

  private func multiply(_ grid: Grid<Scalar>, by weight: Scalar) {
    for row in 0..<grid.height { multiplyRow(grid.row(row), grid.width, by: weight) }
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
}
