extension MaltaFilter {
  /// The differences that a filter reads and the sums it adds to: rows of whole blocks of 32 samples, four zeros between
  /// rows, four rows of zeros above and below.
  struct Field {
    let width: Int
    let height: Int
    /// Elements from one row to the next.
    let stride: Int

    init(_ layout: PlaneStack.Layout) {
      width = layout.width
      height = layout.height
      stride = (layout.width + 31) / 32 * 32 + reach
    }

    /// Elements of the whole field.
    var count: Int { (height + 2 * reach) * stride + reach }
    /// The index of the first sample.
    var origin: Int { reach * stride + reach }
    /// Elements of a row that registers cover.
    var rowLength: Int { stride - reach }
  }

  /// Adds every sample's sum of squared line sums.
  /// - Parameters:
  ///   - differences: the first sample of a field with its margin of zeros.
  ///   - sums: the first sample of a field of the same shape; what lies between rows is unspecified.
  /// - Complexity: O(width · height · samples of all lines)
  func addSquares(
    of differences: UnsafePointer<Float>, _ field: Field, to sums: UnsafeMutablePointer<Float>
  ) {
    let offsets = lines.flatMap { line in line.half.map { $0.y * field.stride + $0.x } }
    let lengths = lines.map(\.half.count)
    let weights = lines.map { Vector(repeating: $0.weight) }
    withPointers(offsets, lengths, weights) { offsets, lengths, weights in
      for y in 0..<field.height {
        for x in registers(field.width, 32) {
          let start = y &* field.stride &+ x
          let centre = differences + start
          let target = sums + start
          let own = (centre.lanes(0), centre.lanes(8), centre.lanes(16), centre.lanes(24))
          var totals = (target.lanes(0), target.lanes(8), target.lanes(16), target.lanes(24))
          var first = 0
          for line in 0..<lines.count {
            var sum = own
            for tap in first..<(first &+ lengths[line]) {
              let after = centre + offsets[tap]
              let before = centre - offsets[tap]
              sum.0 = sum.0 + (after.lanes(0) + before.lanes(0))
              sum.1 = sum.1 + (after.lanes(8) + before.lanes(8))
              sum.2 = sum.2 + (after.lanes(16) + before.lanes(16))
              sum.3 = sum.3 + (after.lanes(24) + before.lanes(24))
            }
            first &+= lengths[line]
            totals.0 = totals.0.addingProduct(sum.0 * weights[line], sum.0)
            totals.1 = totals.1.addingProduct(sum.1 * weights[line], sum.1)
            totals.2 = totals.2.addingProduct(sum.2 * weights[line], sum.2)
            totals.3 = totals.3.addingProduct(sum.3 * weights[line], sum.3)
          }
          target.store(totals.0, 0)
          target.store(totals.1, 8)
          target.store(totals.2, 16)
          target.store(totals.3, 24)
        }
      }
    }
  }
}
