/// What the way back through a level of ADM needs besides, the last four rows of each kind.
struct ADMGradientBuffers<Scalar: BinaryFloatingPoint> {
  /// Derivatives by |w·r| of the three bands.
  let byRestored: ADMBands<Scalar>
  /// Derivatives by T, divided by 30.
  let byThreshold: Grid<Scalar>
  /// Their sums down the columns, and derivatives by Σ|w·a|.
  let column: UnsafeMutablePointer<Scalar>
  let byMasking: UnsafeMutablePointer<Scalar>

  init(_ arena: Arena<Scalar>, width: Int) {
    byRestored = ADMBands(lastRows: arena, width: width)
    byThreshold = arena.grid(width: width, height: 4)
    column = arena.row(width: width)
    byMasking = arena.row(width: width)
  }

  /// Sets everything to 0, for a level of another size.
  func clear() {
    byRestored.h.clear()
    byRestored.v.clear()
    byRestored.d.clear()
    byThreshold.clear()
  }
}

extension ADMPass {
  /// Replaces the varying picture's bands by the derivatives of `numeratorWeight·numerator +
  /// denominatorWeight·denominator` by them, 0 outside the window's masking columns; rows outside its masking rows are
  /// left as they are.
  ///
  /// - Parameters:
  ///   - slopes: of the numerator's cubes.
  ///   - referenceSlopes: of the denominator's cubes; read only in the place of the reference.
  @inline(__always)
  func differentiate(
    place: PicturePlace, reference: ADMBands<Scalar>, distorted: ADMBands<Scalar>, slopes: ADMCubes,
    referenceSlopes: ADMCubes, buffers back: ADMGradientBuffers<Scalar>
  ) {
    back.clear()
    var decoupled = window.maskingRows.lowerBound
    var masked = window.rows.lowerBound
    for row in window.maskingRows {
      // Derivatives by the thresholds of this row and its neighbours, for which the rows below them must be there.
      while masked <= min(row + 1, window.rows.upperBound - 1) {
        while decoupled <= min(masked + 1, window.maskingRows.upperBound - 1) {
          decoupleRow(decoupled, reference: reference, distorted: distorted)
          decoupled += 1
        }
        maskBack(masked, slopes: slopes, back)
        masked += 1
      }
      spreadBack(row, back)
      replaceRow(
        row, place: place, reference: reference, distorted: distorted, referenceSlopes: referenceSlopes, back)
    }
  }

  /// Derivatives by |w·r| and T of a row.
  @inline(__always)
  private func maskBack(_ row: Int, slopes: ADMCubes, _ back: ADMGradientBuffers<Scalar>) {
    sumMasking(row)
    let (bh, bv, bd) = (back.byRestored.h(row), back.byRestored.v(row), back.byRestored.d(row))
    let (slopeH, slopeV, slopeD) = (L(Scalar(slopes.h)), L(Scalar(slopes.v)), L(Scalar(slopes.d)))
    let byThreshold = back.byThreshold.row(row & 3)
    var column = window.columns.lowerBound
    while column < window.columns.upperBound {
      let x = excess(row, column)
      let (h, v, d) = (slopeH * x.h * x.h, slopeV * x.v * x.v, slopeD * x.d * x.d)
      h.store(bh + column)
      v.store(bv + column)
      d.store(bd + column)
      ((h + v + d) * L(-1 / 30)).store(byThreshold + column)
      column &+= laneCount
    }
  }

  /// Derivatives by Σ|w·a| of a row: the transpose of the 3×3 window, with what the mirror had taken from this row.
  @inline(__always)
  private func spreadBack(_ row: Int, _ back: ADMGradientBuffers<Scalar>) {
    let start = window.maskingColumns.lowerBound - 1
    let end = window.maskingColumns.upperBound + 1
    (back.column + start).update(repeating: 0, count: end - start + laneCount)
    for other in max(row - 1, window.rows.lowerBound)...min(row + 1, window.rows.upperBound - 1) {
      var times: Scalar = 0
      for step in -1...1 where ADMWindow.neighbour(other + step, window.height) == row { times += 1 }
      let source = UnsafePointer(back.byThreshold.row(other & 3))
      var column = start
      while column < end {
        L.load(back.column + column).adding(L(times), times: L.load(source + column)).store(back.column + column)
        column &+= laneCount
      }
    }
    let here = UnsafePointer(back.byThreshold.row(row & 3))
    let isCounted = window.rows.contains(row)
    var column = window.maskingColumns.lowerBound
    while column < window.maskingColumns.upperBound {
      let p = UnsafePointer(back.column) + column
      let box = L.load(p - 1) + L.load(p) + L.load(p + 1)
      (isCounted ? box + L.load(here + column) : box).store(back.byMasking + column)
      column &+= laneCount
    }
    if window.columns.lowerBound == 0 {
      back.byMasking[ADMWindow.neighbour(-1, window.width)] += back.column[0]
    }
    if window.columns.upperBound == window.width {
      back.byMasking[window.width - 1] += back.column[window.width - 1]
    }
  }

  /// Derivatives by the coefficients of a row.
  @inline(__always)
  private func replaceRow(
    _ row: Int, place: PicturePlace, reference: ADMBands<Scalar>, distorted: ADMBands<Scalar>,
    referenceSlopes: ADMCubes, _ back: ADMGradientBuffers<Scalar>
  ) {
    let (oh, ov, od) = (reference.h(row), reference.v(row), reference.d(row))
    let (th, tv, td) = (distorted.h(row), distorted.v(row), distorted.d(row))
    let (bh, bv, bd) = (back.byRestored.h(row), back.byRestored.v(row), back.byRestored.d(row))
    let isCounted = window.rows.contains(row)
    let slopes = isCounted ? referenceSlopes : ADMCubes()
    let own = place == .distorted ? distorted : reference
    let (outputH, outputV, outputD) = (own.h(row), own.v(row), own.d(row))
    let none = L.zero
    var column = window.maskingColumns.lowerBound
    while column < window.maskingColumns.upperBound {
      let (refH, refV, refD) = (L.load(oh + column), L.load(ov + column), L.load(od + column))
      let (disH, disV, disD) = (L.load(th + column), L.load(tv + column), L.load(td + column))
      let credit = credit(oh: refH, ov: refV, th: disH, tv: disV)
      let byMasking = L.load(back.byMasking + column)
      // Only columns that count have a denominator.
      let counted = L.lanes(from: window.columns.lowerBound - column)
      let after = L.lanes(from: window.columns.upperBound - column)
      func derivative(_ o: L, _ t: L, _ weight: Scalar, _ byRestored: L, _ slope: Double) -> L {
        let part = Self.decouple(o: o, t: t, credit: credit)
        let byR = byRestored.withSignFlipped(by: o)
        let byA = byMasking.withSignFlipped(by: part.additive)
        switch place {
        case .distorted:
          return L(weight) * byA.replacing(with: byR, where: part.isRestored)
        case .reference:
          let saturated = ((byR - byA) * credit)
            .zeroed(where: L.either(part.isRestored, L.equal(part.restored, L.zero)))
          let weighted = L(weight) * o
          let byCube = (L(Scalar(slope)) * weighted * weighted.magnitude).zeroed(where: after)
          return L(weight) * (saturated + none.replacing(with: byCube, where: counted))
        }
      }
      let h = derivative(refH, disH, straight, isCounted ? L.load(bh + column) : none, slopes.h)
      let v = derivative(refV, disV, straight, isCounted ? L.load(bv + column) : none, slopes.v)
      let d = derivative(refD, disD, diagonal, isCounted ? L.load(bd + column) : none, slopes.d)
      h.store(outputH + column)
      v.store(outputV + column)
      d.store(outputD + column)
      column &+= laneCount
    }
    for distance in 0..<(2 * laneCount) {
      outputH[window.maskingColumns.upperBound + distance] = 0
      outputV[window.maskingColumns.upperBound + distance] = 0
      outputD[window.maskingColumns.upperBound + distance] = 0
    }
  }
}
