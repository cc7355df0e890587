import Raster

extension SmoothADM {
  /// Replaces the varying picture's details by the derivatives by them, and takes those back through the wavelet.
  /// - Complexity: O(width · height)
  func addGradient(
    _ luma: Plane<Scalar>, place: PicturePlace, other: SmoothADMAnalysis<L>, _ workspace: SmoothADMWorkspace<L>,
    sums: Sums, weights: VMAFFeatureValues, to target: Grid<Scalar>
  ) {
    let part = workspace.gradient
    let values = values(sums, place: place, other: other)
    let pooled = pooled(sums, width: other.width, height: other.height)
    let total = pooled.reduce(0) { $0 + $1.denominator }
    let sizes = ADMWindow.sizes(width: other.width, height: other.height)
    for level in stride(from: 3, through: 0, by: -1) {
      let feature = VMAFFeature.admScales[level]
      let window = ADMWindow(width: sizes[level].width, height: sizes[level].height)
      let denominator = pooled[level].denominator
      let byNumerator = weights[.adm2] / total + weights[feature] / denominator
      let byDenominator = -weights[.adm2] * values[.adm2] / total - weights[feature] * values[feature] / denominator
      let details = part.details[level]
      let pass = levelPass(level, window, workspace)
      let slopes = sums.cubes[level].poolingSlopes(weight: byNumerator)
      let referenceSlopes = sums.referenceCubes[level].poolingSlopes(weight: byDenominator)
      switch place {
      case .distorted:
        pass.differentiate(
          place: .distorted, reference: other.levels[level], distorted: details, slopes: slopes,
          referenceSlopes: referenceSlopes, buffers: part.adm)
      case .reference:
        pass.differentiate(
          place: .reference, reference: details, distorted: other.levels[level], slopes: slopes,
          referenceSlopes: referenceSlopes, buffers: part.adm)
      }
      let low = level > 0 ? part.lowBands[level - 1] : target
      var transpose = Daubechies2Transpose<L>(
        a: level < 3 ? part.lowBands[level] : nil, h: details.h, v: details.v, d: details.d, rows: window.maskingRows,
        width: low.width, height: low.height, widened: part.widened)
      for row in 0..<low.height {
        if level > 0 { low.row(row).update(repeating: 0, count: low.width) }
        transpose.addRow(row, to: low.row(row))
      }
    }
  }
}
