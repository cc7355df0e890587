/// Fixed-point motion in its plainest form. The oracle of the fast kernels.
enum PlainIntegerMotion {
  static let taps: [Int64] = [3571, 16004, 26386, 16004, 3571]

  /// The mean absolute difference of two smoothed frames, in 8-bit code values.
  static func change(_ previous: [UInt16], _ current: [UInt16], width: Int, height: Int, bitDepth: Int) -> Double {
    func mirror(_ index: Int, _ count: Int) -> Int {
      index < 0 ? -index : index >= count ? 2 * count - 2 - index : index
    }
    var sum = UInt64(0)
    for y in 0..<height {
      var column = [Int64](repeating: 0, count: width)
      for x in 0..<width {
        for k in 0..<5 {
          let i = mirror(y + k - 2, height) * width + x
          column[x] += taps[k] * (Int64(previous[i]) - Int64(current[i]))
        }
        column[x] = (column[x] + 1 << Int64(bitDepth - 1)) >> Int64(bitDepth)
      }
      for x in 0..<width {
        let value = (0..<5).reduce(Int64(32768)) { $0 + taps[$1] * column[mirror(x + $1 - 2, width)] } >> 16
        sum += value.magnitude
      }
    }
    return Double(sum) / 256 / Double(width * height)
  }
}
