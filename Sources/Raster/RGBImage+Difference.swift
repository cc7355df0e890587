extension RGBImage {
  /// The corner of the window in which this image and another differ most: in which the squared difference of their green
  /// samples is largest. Green carries most of luma, and every attack on luma moves it.
  /// - Returns: a corner on a grid of 16 pixels, the first of equals; the image's own corner when the two have not one size
  ///   and depth, or hold no such window. Cells of 16 pixels that are not whole are not looked at.
  /// - Complexity: O(pixels)
  public func windowOfLargestDifference(from other: RGBImage, width: Int, height: Int) -> (x: Int, y: Int) {
    guard isComparable(with: other) else { return (0, 0) }
    return largestWindow(width: width, height: height) { cell in
      var sum = 0.0
      for index in cell {
        let difference = Double(green.samples[index]) - Double(other.green.samples[index])
        sum += difference * difference
      }
      return sum
    }
  }

  /// The corner of the window in which squared error against this image, of green, grew most from one image to another.
  /// - Returns: as `windowOfLargestDifference(from:width:height:)`.
  /// - Complexity: O(pixels)
  public func windowOfLargestLoss(
    from before: RGBImage, to after: RGBImage, width: Int, height: Int
  ) -> (x: Int, y: Int) {
    guard isComparable(with: before), isComparable(with: after) else { return (0, 0) }
    return largestWindow(width: width, height: height) { cell in
      var sum = 0.0
      for index in cell {
        let original = Double(green.samples[index])
        let old = Double(before.green.samples[index]) - original
        let new = Double(after.green.samples[index]) - original
        sum += new * new - old * old
      }
      return sum
    }
  }

  private func isComparable(with other: RGBImage) -> Bool {
    width == other.width && height == other.height && bitDepth == other.bitDepth
  }

  /// The corner of the window whose cells of 16 × 16 pixels have the largest sum.
  /// - Parameter part: the sum over some samples of one row.
  private func largestWindow(width: Int, height: Int, _ part: (Range<Int>) -> Double) -> (x: Int, y: Int) {
    let grid = 16
    let (columns, rows) = (self.width / grid, self.height / grid)
    let (wide, high) = (width / grid, height / grid)
    guard wide > 0, high > 0, columns >= wide, rows >= high else { return (0, 0) }
    // Sums over all cells above and to the left.
    var sums = [Double](repeating: 0, count: (columns + 1) * (rows + 1))
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        for y in (row * grid)..<((row + 1) * grid) {
          let first = y * self.width + column * grid
          sum += part(first..<(first + grid))
        }
        let at = (row + 1) * (columns + 1) + column + 1
        sums[at] = sum + sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2]
      }
    }
    var best = (x: 0, y: 0, sum: -Double.infinity)
    for row in 0...(rows - high) {
      for column in 0...(columns - wide) {
        let (top, bottom) = (row * (columns + 1), (row + high) * (columns + 1))
        let sum = sums[bottom + column + wide] - sums[top + column + wide] - sums[bottom + column] + sums[top + column]
        if sum > best.sum { best = (column * grid, row * grid, sum) }
      }
    }
    return (best.x, best.y)
  }
}
