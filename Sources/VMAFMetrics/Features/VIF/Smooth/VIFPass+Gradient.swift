/// How much the sums of a scale count in what is differentiated.
struct VIFWeights<Scalar> {
  let numerator: Scalar
  let denominator: Scalar
}

extension VIFPass {
  /// Rows that are filtered back down the columns together.
  private static var blockHeight: Int { 4 }

  /// Sums of the windows, and the gradient of their weighted sum by the varying picture, which is added to `gradient`.
  ///
  /// With v the filtered picture, q its filtered square and p its filtered product with the other picture o, and Fᵀ the
  /// transposed filter: `gradient = Fᵀ(∂/∂v) + 2·own·Fᵀ(∂/∂q) + o·Fᵀ(∂/∂p)`. What the transposed filter puts outside the
  /// picture is folded back to where the mirror had taken it from; what it puts into the next strip is added there.
  @inline(__always)
  func gradient(
    place: PicturePlace, other: VIFScale<Scalar>, limit: Scalar, weights: VIFWeights<Scalar>,
    buffers back: VIFGradientBuffers<Scalar>, into gradient: Grid<Scalar>
  ) -> VIFSums {
    var total = VIFSums()
    let window = VIFWindow<L>(limit: L(limit))
    let byNumerator = L(weights.numerator)
    let byDenominator = L(weights.denominator)
    forEachStrip { strip in
      back.partials.clear()
      var filtered = SlidingRows(back.filtered, first: -2 * radius)
      filtered.extendWithZeros(to: 0)
      var next = -radius
      var row = 0
      while row < own.height {
        fetch(row, strip, other, into: back.others)
        var numerators = VIFNumerators<L>()
        var denominators = L.zero
        forEachWindow(row, strip, other: other.image) { index, column, moments, tail in
          let otherMean = L.load(back.others.row(2 * index) + column)
          let otherVariance = L.load(back.others.row(2 * index + 1) + column)
          let variance = moments.variance
          let covariance = moments.product - moments.value * otherMean
          let bySquare: L
          let byProduct: L
          switch place {
          case .distorted:
            let (parts, partials) = window.numeratorAndPartials(
              s1: otherVariance, s2: variance, covariance: covariance)
            numerators.add(parts, outside: tail)
            bySquare = (byNumerator * partials.byS2).zeroed(where: tail)
            byProduct = (byNumerator * partials.byCovariance).zeroed(where: tail)
          case .reference:
            let (parts, partials) = window.numeratorAndPartials(
              s1: variance, s2: otherVariance, covariance: covariance)
            numerators.add(parts, outside: tail)
            denominators = denominators + VIFWindow<L>.denominator(s1: variance).zeroed(where: tail)
            bySquare = (byNumerator * partials.byS1)
              .adding(byDenominator, times: VIFWindow<L>.denominatorByS1(s1: variance)).zeroed(where: tail)
            byProduct = (byNumerator * partials.byCovariance).zeroed(where: tail)
          }
          let byValue = (L.zero - L(2) * bySquare * moments.value).subtracting(byProduct, times: otherMean)
          byValue.store(back.partials.row(index) + column)
          bySquare.store(back.partials.row(2 + index) + column)
          byProduct.store(back.partials.row(4 + index) + column)
        }
        total.numerator += numerators.sum()
        total.denominator += denominators.sum

        let end = min(row + 2, own.height)
        filtered.makeRoom(for: end, keepingFrom: next - radius)
        filterBack(row..<end, strip, from: back.partials, into: filtered)
        filtered.extend(to: end)
        while next + Self.blockHeight - 1 + radius < filtered.end {
          addRows(next, strip, filtered, other: other.image, into: gradient)
          next += Self.blockHeight
        }
        row += 2
      }
      let end = own.height + 2 * radius + Self.blockHeight
      filtered.makeRoom(for: end, keepingFrom: next - radius)
      filtered.extendWithZeros(to: end)
      while next < own.height + radius {
        addRows(next, strip, filtered, other: other.image, into: gradient)
        next += Self.blockHeight
      }
    }
    return total
  }

  /// Brings the other picture's mean and variance of two rows into the cache together: met one by one between the long
  /// filters, each piece of them would be waited for.
  @inline(__always)
  private func fetch(_ row: Int, _ strip: Strip, _ other: VIFScale<Scalar>, into others: Grid<Scalar>) {
    for index in 0..<min(2, own.height - row) {
      let count = (strip.count + laneCount - 1) / laneCount * laneCount
      others.row(2 * index).update(from: other.mean.row(row + index) + strip.start, count: count)
      others.row(2 * index + 1).update(from: other.variance.row(row + index) + strip.start, count: count)
    }
  }

  /// Filters the derivatives of some rows back along the rows, to columns −8 … count + 8 of the strip.
  @inline(__always)
  private func filterBack(
    _ range: Range<Int>, _ strip: Strip, from partials: Grid<Scalar>, into filtered: SlidingRows<Scalar>
  ) {
    for index in range {
      for plane in 0..<3 {
        let output = filtered.row(plane, index)
        RowFilters<L>.horizontal(
          partials.row(2 * plane + index - range.lowerBound) - Self.reach, output - Self.reach,
          count: strip.count + 2 * Self.reach, taps: taps + radius, radius: radius)
        if strip.isFirst {
          for distance in 1...radius { output[distance] += output[-distance] }
        }
        if strip.isLast {
          for distance in 1...radius { output[strip.count - 1 - distance] += output[strip.count - 1 + distance] }
          for distance in 0..<laneCount { output[strip.count + distance] = 0 }
        }
      }
    }
  }

  /// Filters four rows, from `row` on, back down the columns and adds them to the gradient's rows they belong to.
  @inline(__always)
  private func addRows(
    _ row: Int, _ strip: Strip, _ filtered: SlidingRows<Scalar>, other: Grid<Scalar>, into gradient: Grid<Scalar>
  ) {
    let offset = L(own.offset)
    func target(_ index: Int) -> Int { mirrored(min(row + index, own.height - 1 + radius), own.height) }
    let targets = (target(0), target(1), target(2), target(3))
    func vertical(_ plane: Int, _ column: Int) -> (L, L, L, L) {
      RowFilters<L>.vertical(
        filtered.row(plane, row) + column, stride: filtered.stride, taps: taps + radius, radius: radius)
    }
    var column = strip.isFirst ? 0 : -Self.reach
    let end = strip.isLast ? strip.count : strip.count + Self.reach
    while column < end {
      let byValue = vertical(0, column)
      let bySquare = vertical(1, column)
      let byProduct = vertical(2, column)
      let place = strip.start + column
      func add(_ index: Int, _ target: Int, _ byValue: L, _ bySquare: L, _ byProduct: L) {
        guard row + index < own.height + radius else { return }
        let y = L.load(own.row(target) + place) + offset
        let sum = gradient.row(target) + place
        (L.load(sum) + byValue).adding(L(2) * y, times: bySquare)
          .adding(L.load(other.row(target) + place), times: byProduct)
          .store(sum)
      }
      add(0, targets.0, byValue.0, bySquare.0, byProduct.0)
      add(1, targets.1, byValue.1, bySquare.1, byProduct.1)
      add(2, targets.2, byValue.2, bySquare.2, byProduct.2)
      add(3, targets.3, byValue.3, bySquare.3, byProduct.3)
      column &+= laneCount
    }
  }
}
