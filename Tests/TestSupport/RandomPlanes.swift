import Raster

extension Plane where Sample == Float {
  /// A plane of uniform random samples in `range`.
  public static func random(width: Int, height: Int, in range: ClosedRange<Float>, seed: UInt64) -> Plane<Float> {
    var random = SeededRandom(seed: seed)
    return Plane(
      width: width, height: height,
      samples: (0..<(width * height)).map { _ in
        range.lowerBound + (range.upperBound - range.lowerBound) * Float(random.uniform())
      })
  }
}
