import Raster

/// How many samples have each luma code value.
struct LumaHistogram: Sendable {
  private var bins = [Float](repeating: 0, count: 256)
  private var total: Float = 0

  /// The bin of a luma value.
  static func bin(_ luma: Float) -> Int { Int(min(max(luma.rounded(), 0), 255)) }

  /// Counts a sample.
  mutating func count(_ luma: Float) {
    bins[Self.bin(luma)] += 1
    total += 1
  }

  /// Cuts every bin at `limit` times the mean of the 220 code values of limited range, and spreads what was cut evenly
  /// over them.
  mutating func clip(at limit: Double) {
    let most = Float(limit) * total / 220
    var cut: Float = 0
    for index in bins.indices where bins[index] > most {
      cut += bins[index] - most
      bins[index] = most
    }
    for index in 16...235 { bins[index] += cut / 220 }
  }

  /// The code value that each code value becomes when the histogram is made flat: 16 + 219 times the part of samples
  /// below it, and half of those at it.
  func equalisingCurve() -> [Float] {
    var below: Float = 0
    return bins.map { count in
      defer { below += count }
      return 16 + 219 * (below + count / 2) / max(total, 1)
    }
  }
}
