// The cube root comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// The part of a wavelet level that counts in ADM: all but the outer 10 % of each side.
struct ADMWindow: Sendable {
  /// The share of each side that is left out, and the weight of the noise constant (libvmaf's `ADM_BORDER_FACTOR` and
  /// `adm_noise_weight`).
  private static let border = 0.1
  private static let noiseWeight = 0.03125

  /// Rows and columns that count.
  let rows: Range<Int>
  let columns: Range<Int>
  /// Rows and columns whose additive parts mask those.
  let maskingRows: Range<Int>
  let maskingColumns: Range<Int>
  /// Size of the level.
  let width: Int
  let height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    let left = Int(Double(width) * Self.border - 0.5)
    let top = Int(Double(height) * Self.border - 0.5)
    columns = left..<(width - left)
    rows = top..<(height - top)
    maskingColumns = max(left - 1, 0)..<min(width - left + 1, width)
    maskingRows = max(top - 1, 0)..<min(height - top + 1, height)
  }

  /// ∛(area · weight), which stands for the noise of the eye; part of every pooled sum.
  var noise: Double { cbrt(Double(rows.count * columns.count) * Self.noiseWeight) }

  /// The sizes of the four levels of a picture, each half the one before, rounded up.
  static func sizes(width: Int, height: Int) -> [(width: Int, height: Int)] {
    var size = (width: width, height: height)
    return (0..<4).map { _ in
      size = ((size.width + 1) / 2, (size.height + 1) / 2)
      return size
    }
  }

  /// The row that stands for a neighbour outside: −1 ↦ 1, n ↦ n − 1.
  static func neighbour(_ index: Int, _ count: Int) -> Int {
    min(abs(index), count - 1)
  }
}

/// Sums of third powers over a level, by band (h, v, d).
struct ADMCubes: Sendable {
  var h = 0.0
  var v = 0.0
  var d = 0.0

  /// Σ_bands (∛sum + noise).
  func pooled(noise: Double) -> Double { cbrt(h) + cbrt(v) + cbrt(d) + 3 * noise }

  /// By each sum's third power: the derivative of `weight · pooled` by the sum is a third of this. 0 for an empty sum.
  func poolingSlopes(weight: Double) -> ADMCubes {
    func slope(_ sum: Double) -> Double {
      guard sum > 0 else { return 0 }
      let root = cbrt(sum)
      return weight / (root * root)
    }
    return ADMCubes(h: slope(h), v: slope(v), d: slope(d))
  }
}
