/// The detail bands of one wavelet level: all rows, or the last four in turn.
struct ADMBands<Scalar: BinaryFloatingPoint> {
  let h: Grid<Scalar>
  let v: Grid<Scalar>
  let d: Grid<Scalar>
  /// Which bits of a row's index name its place.
  let rowMask: Int

  /// Bands that keep all their rows.
  init(_ arena: Arena<Scalar>, width: Int, height: Int, rowMask: Int = -1) {
    h = arena.grid(width: width, height: height)
    v = arena.grid(width: width, height: height)
    d = arena.grid(width: width, height: height)
    self.rowMask = rowMask
  }

  /// Bands that keep the last four rows.
  init(lastRows arena: Arena<Scalar>, width: Int) { self.init(arena, width: width, height: 4, rowMask: 3) }

  @inline(__always) func h(_ row: Int) -> UnsafeMutablePointer<Scalar> { h.row(row & rowMask) }
  @inline(__always) func v(_ row: Int) -> UnsafeMutablePointer<Scalar> { v.row(row & rowMask) }
  @inline(__always) func d(_ row: Int) -> UnsafeMutablePointer<Scalar> { d.row(row & rowMask) }
}

/// The rows that an ADM pass over one level works on, the last four of each kind.
struct ADMBuffers<Scalar: BinaryFloatingPoint> {
  /// |w·r| of the three bands.
  let restored: ADMBands<Scalar>
  /// Σ_bands |w·a|.
  let masking: Grid<Scalar>
  /// Sums down the columns.
  let column: UnsafeMutablePointer<Scalar>

  init(_ arena: Arena<Scalar>, width: Int) {
    restored = ADMBands(lastRows: arena, width: width)
    masking = arena.grid(width: width, height: 4)
    column = arena.row(width: width)
  }
}

/// One wavelet level of ADM.
///
/// Of each detail coefficient o of the reference, the distorted picture's t restores `r = clip(t / o, 0, 1)·o` and adds
/// `a = t − r`. Where the angle of (h, v) differs by less than 1° from the reference's, a gain up to the limit counts as
/// restored. With contrast sensitivity w, masking threshold `T = Σ_bands (Σ_3×3 |w·a| + |w·a|) / 30` and
/// `x = max(|w·r| − T, 0)`, the level's numerator is `Σ_bands (∛Σx³ + n)`, its denominator `Σ_bands (∛Σ|w·o|³ + n)`
/// (``ADMWindow`` for the sums' range and n).
///
/// Source: S. Li, F. Zhang, L. Ma, K. N. Ngan, "Image quality assessment by separately evaluating detail losses and
/// additive impairments", IEEE Trans. Multimedia 13(5), 2011, as libvmaf's `float_adm` computes it.
///
/// Deviates from libvmaf: r comes from limiting t between 0 and o, not from an approximate division, so a is exactly 0
/// where t is restored; sums over rows are in Double.
struct ADMPass<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  /// cos² 1°.
  @inline(__always) static var cosineSquared: L { L(0.999_695_413_509_547_8) }

  /// Contrast sensitivity of the horizontal and vertical, and of the diagonal band.
  let straight: Scalar
  let diagonal: Scalar
  /// The largest gain that counts as restored.
  let limit: Scalar
  let window: ADMWindow
  let buffers: ADMBuffers<Scalar>

  /// A coefficient of eight places, taken apart.
  struct Part {
    /// r.
    let restored: L
    /// t − r.
    let additive: L
    /// Where r = t.
    let isRestored: L.Mask
  }

  /// The most that is restored for each unit of o: 1, or the limit where the angles of (h, v) agree to 1°. Rounded as
  /// libvmaf rounds, because one coefficient more or less on one side can move the score by 0.3 points.
  @inline(__always)
  func credit(oh: L, ov: L, th: L, tv: L) -> L {
    guard limit > 1 else { return L(1) }
    let product = oh * th + ov * tv
    let bound = Self.cosineSquared * (oh * oh + ov * ov) * (th * th + tv * tv)
    return L(limit).replacing(with: L(1), where: L.either(product < L.zero, product * product < bound))
  }

  /// Takes t apart. At the ends of the clip, where t = 0 or t = o, t passes.
  @inline(__always)
  static func decouple(o: L, t: L, credit: L) -> Part {
    let credited = o * credit
    let low = L.smaller(credited, L.zero)
    let high = L.larger(credited, L.zero)
    let restored = L.larger(L.smaller(t, high), low)
    return Part(restored: restored, additive: t - restored, isRestored: L.equal(restored, t))
  }

  /// |w·r| and Σ|w·a| of a row.
  @inline(__always)
  func decoupleRow(_ row: Int, reference: ADMBands<Scalar>, distorted: ADMBands<Scalar>) {
    let straight = L(self.straight)
    let diagonal = L(self.diagonal)
    let (oh, ov, od) = (reference.h(row), reference.v(row), reference.d(row))
    let (th, tv, td) = (distorted.h(row), distorted.v(row), distorted.d(row))
    let (rh, rv, rd) = (buffers.restored.h(row), buffers.restored.v(row), buffers.restored.d(row))
    let masking = buffers.masking.row(row & 3)
    var column = window.maskingColumns.lowerBound
    while column < window.maskingColumns.upperBound {
      let (refH, refV) = (L.load(oh + column), L.load(ov + column))
      let (disH, disV) = (L.load(th + column), L.load(tv + column))
      let credit = credit(oh: refH, ov: refV, th: disH, tv: disV)
      let h = Self.decouple(o: refH, t: disH, credit: credit)
      let v = Self.decouple(o: refV, t: disV, credit: credit)
      let d = Self.decouple(o: L.load(od + column), t: L.load(td + column), credit: credit)
      (straight * h.restored).magnitude.store(rh + column)
      (straight * v.restored).magnitude.store(rv + column)
      (diagonal * d.restored).magnitude.store(rd + column)
      (straight * (h.additive.magnitude + v.additive.magnitude)).adding(diagonal, times: d.additive.magnitude)
        .store(masking + column)
      column &+= laneCount
    }
    if window.columns.lowerBound == 0 { masking[-1] = masking[ADMWindow.neighbour(-1, window.width)] }
    if window.columns.upperBound == window.width { masking[window.width] = masking[window.width - 1] }
  }

  /// Prepares the thresholds of a row: what masks it, summed down the columns.
  @inline(__always)
  func sumMasking(_ row: Int) {
    let above = buffers.masking.row(ADMWindow.neighbour(row - 1, window.height) & 3)
    let here = buffers.masking.row(row & 3)
    let below = buffers.masking.row(ADMWindow.neighbour(row + 1, window.height) & 3)
    var column = window.columns.lowerBound - 1
    while column <= window.columns.upperBound {
      (L.load(above + column) + L.load(here + column) + L.load(below + column)).store(buffers.column + column)
      column &+= laneCount
    }
  }

  /// T of eight columns of a row, after `sumMasking`.
  @inline(__always)
  func threshold(_ row: Int, _ column: Int) -> L {
    let sums = buffers.column + column
    let box = L.load(sums - 1) + L.load(sums) + L.load(sums + 1)
    return (box + L.load(buffers.masking.row(row & 3) + column)) * L(1 / 30)
  }

  /// x of eight columns of a row, after `sumMasking`; 0 beyond the columns that count.
  @inline(__always)
  func excess(_ row: Int, _ column: Int) -> (h: L, v: L, d: L) {
    let threshold = threshold(row, column)
    let tail = L.lanes(from: window.columns.upperBound - column)
    func x(_ restored: UnsafeMutablePointer<Scalar>) -> L {
      L.larger(L.load(restored + column) - threshold, L.zero).zeroed(where: tail)
    }
    return (x(buffers.restored.h(row)), x(buffers.restored.v(row)), x(buffers.restored.d(row)))
  }

  /// Adds Σ x³ of a row, of which the masking rows are there.
  @inline(__always)
  func addCubes(_ row: Int, to cubes: inout ADMCubes) {
    sumMasking(row)
    addCubes(to: &cubes) { excess(row, $0) }
  }

  /// Adds Σ |w·o|³ of a row.
  @inline(__always)
  func addReferenceCubes(_ row: Int, reference: ADMBands<Scalar>, to cubes: inout ADMCubes) {
    let straight = L(self.straight)
    let diagonal = L(self.diagonal)
    let (oh, ov, od) = (reference.h(row), reference.v(row), reference.d(row))
    addCubes(to: &cubes) { column in
      let tail = L.lanes(from: window.columns.upperBound - column)
      return (
        (straight * L.load(oh + column)).magnitude.zeroed(where: tail),
        (straight * L.load(ov + column)).magnitude.zeroed(where: tail),
        (diagonal * L.load(od + column)).magnitude.zeroed(where: tail)
      )
    }
  }

  /// Adds Σ x³ over the columns that count.
  @inline(__always)
  private func addCubes(to cubes: inout ADMCubes, _ x: (Int) -> (h: L, v: L, d: L)) {
    var (h, v, d) = (L.zero, L.zero, L.zero)
    var column = window.columns.lowerBound
    while column < window.columns.upperBound {
      let x = x(column)
      h = h.adding(x.h * x.h, times: x.h)
      v = v.adding(x.v * x.v, times: x.v)
      d = d.adding(x.d * x.d, times: x.d)
      column &+= laneCount
    }
    cubes.h += h.sum
    cubes.v += v.sum
    cubes.d += d.sum
  }
}
