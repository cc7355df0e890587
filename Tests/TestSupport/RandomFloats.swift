import Raster

extension [Float] {
  /// Seeded uniform numbers.
  public static func random(_ count: Int, seed: UInt64, in range: ClosedRange<Float> = -1...1) -> [Float] {
    Plane<Float>.random(width: count, height: 1, in: range, seed: seed).samples
  }
}
