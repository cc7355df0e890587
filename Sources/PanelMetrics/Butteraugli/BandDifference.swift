/// Differences of one band, signed and weighed, before a Malta filter sums them along lines.
///
/// For reference r and distorted d, with `a = (|r| + |d|) / 2`, the difference is
///
///     w₁ / (n + a) · (r − d)  ±  w₂ / (n + a) · e
///
/// where e is what |d|, on r's side of zero, falls short of 0.55·|r| or (negative) exceeds 1.05·|r|, and the sign is r's:
/// faded detail and exaggerated detail both cost extra. `w₁ = n·g·√(0.5·w·q) / 8.5` and `w₂ = n·g·√(0.33·w/q) / 8.5`, g
/// being the filter's gain and q the asymmetry.
struct BandDifference: Sendable {
  let band: FrequencyBands.Band
  let filter: MaltaFilter
  private let norm: Float
  private let symmetricWeight: Float
  private let oneSidedWeight: Float

  init(_ band: FrequencyBands.Band, _ filter: MaltaFilter, weight: Double, norm: Double, asymmetry: Double) {
    self.band = band
    self.filter = filter
    self.norm = Float(norm)
    let scale = norm * filter.gain / 8.5
    symmetricWeight = Float(scale * (0.5 * weight * asymmetry).squareRoot())
    oneSidedWeight = Float(scale * (0.33 * weight / asymmetry).squareRoot())
  }

  /// The bands that the filters see. Constants: `wUhfMalta`, `norm1Uhf` and their like.
  static let all: [BandDifference] = {
    let asymmetry = ButteraugliDistances.asymmetry
    let root = asymmetry.squareRoot()
    return [
      .init(.ultraY, .dense, weight: 1.100_390_325_55, norm: 71.780_027_516_9, asymmetry: asymmetry),
      .init(.ultraX, .dense, weight: 173.5, norm: 5, asymmetry: asymmetry),
      .init(.highY, .sparse, weight: 18.723_741_438_7, norm: 4_498_534.452_32, asymmetry: root),
      .init(.highX, .sparse, weight: 6923.994_761_09, norm: 8051.158_332_47, asymmetry: root),
      .init(.middleY, .sparse, weight: 37.081_987_039_9, norm: 130_262_059.556, asymmetry: 1),
      .init(.middleX, .sparse, weight: 8246.753_213_53, norm: 1_009_002.705_82, asymmetry: 1),
    ]
  }()

  /// Writes the differences of a band into a field whose margin is zero, and leaves the margin zero.
  /// - Complexity: O(width · height)
  func write(
    _ reference: UnsafePointer<Float>, _ distorted: UnsafePointer<Float>, _ layout: PlaneStack.Layout,
    to differences: UnsafeMutablePointer<Float>, _ field: MaltaFilter.Field
  ) {
    let norm = Vector(repeating: norm)
    let symmetric = Vector(repeating: symmetricWeight)
    let oneSided = Vector(repeating: oneSidedWeight)
    let half = Vector(repeating: 0.5)
    let zero = Vector(repeating: 0)
    for y in 0..<layout.height {
      let row = differences + y * field.stride
      for x in registers(layout.width) {
        let index = y &* layout.rowLength &+ x
        let r = reference.lanes(index)
        let d = distorted.lanes(index)
        let size = r.magnitudes
        let scale = Vector(repeating: 1) / norm.addingProduct(half, size + d.magnitudes)
        let negative = zero .> r
        let onItsSide = d.replacing(with: zero - d, where: negative)
        let shortfall = (size * Vector(repeating: 0.55) - onItsSide).positivePart
        let excess = (onItsSide - size * Vector(repeating: 1.05)).positivePart
        let extra = shortfall - excess
        let signed = extra.replacing(with: zero - extra, where: negative)
        row.store((symmetric * (r - d)).addingProduct(oneSided, signed) * scale, x)
      }
      (row + layout.width).update(repeating: 0, count: field.stride - layout.width)
    }
  }
}
