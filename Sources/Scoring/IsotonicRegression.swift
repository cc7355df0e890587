/// A stretch of consecutive values that isotonic regression gave one level.
struct IsotonicBlock: Equatable {
  /// The positions it covers.
  var range: Range<Int>
  /// Its level: the weighted mean of the values it covers.
  var level: Double
}

/// The rising sequence nearest to `values` in the least-squares sense, as blocks of equal level.
///
/// Pool adjacent violators: whenever a block's level is not above the level before it, the two become one at their
/// weighted mean. Values that already rise stay as they are, to the last bit. Source: R. E. Barlow, D. J. Bartholomew,
/// J. M. Bremner, H. D. Brunk, "Statistical Inference under Order Restrictions", Wiley (1972), §1.2.
/// - Parameter weights: One positive weight a value.
/// - Complexity: O(n)
func isotonicBlocks(_ values: [Double], weights: [Double]) -> [IsotonicBlock] {
  var blocks: [(block: IsotonicBlock, weight: Double)] = []
  for index in values.indices {
    var block = IsotonicBlock(range: index..<index + 1, level: values[index])
    var weight = weights[index]
    while let last = blocks.last, last.block.level > block.level {
      let total = last.weight + weight
      block = IsotonicBlock(
        range: last.block.range.lowerBound..<block.range.upperBound,
        level: last.block.level + (block.level - last.block.level) * (weight / total))
      weight = total
      blocks.removeLast()
    }
    blocks.append((block, weight))
  }
  return blocks.map(\.block)
}
