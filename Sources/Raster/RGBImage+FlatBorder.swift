extension RGBImage {
  /// The width of the widest border of one colour that lies on two opposite sides: the smaller of the two.
  /// - Parameter tolerance: how far samples may lie from the border's first; a codec may move a flat colour.
  /// - Complexity: O(width · height)
  public func flatBorder(tolerance: Int) -> Int {
    func isFlat(first: Int, stride: Int, count: Int) -> Bool {
      for plane in [red, green, blue] {
        let level = Int(plane.samples[first])
        for step in 1..<max(count, 1) where abs(Int(plane.samples[first + step * stride]) - level) > tolerance {
          return false
        }
      }
      return true
    }
    func run(_ positions: some Sequence<Int>, _ flat: (Int) -> Bool) -> Int {
      var count = 0
      for position in positions {
        guard flat(position) else { break }
        count += 1
      }
      return count
    }
    let (width, height) = (self.width, self.height)
    func row(_ y: Int) -> Bool { isFlat(first: y * width, stride: 1, count: width) }
    func column(_ x: Int) -> Bool { isFlat(first: x, stride: width, count: height) }
    let vertical = min(run(0..<height, row), run((0..<height).reversed(), row))
    let horizontal = min(run(0..<width, column), run((0..<width).reversed(), column))
    return max(vertical, horizontal)
  }
}
