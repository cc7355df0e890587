import Glibc

/// The eye's sensitivity to contrast of one spatial frequency, in the three opponent channels, by background luminance.
///
/// The table's logarithms are interpolated linearly, first by the logarithm of the frequency (beyond the grid the outermost
/// two are continued), then by that of the luminance (beyond the grid the outermost value holds).
///
/// Source: gfxdisp/ColorVideoVDP 0.5.7, csf.py, interp.py; `sensitivity_correction` of cvvdp_parameters.json.
struct ContrastSensitivity: Sendable {
  /// What all sensitivities are corrected by, as a common logarithm: −0.280 dB.
  private static let correction = -0.279_742_330_312_728_9 / 20
  /// Values of a channel in `logarithms`: those of the grid, and the last once more.
  private static let rowLength = SensitivityTable.side + 1
  private static let darkest = log2(SensitivityTable.luminances.lowerBound)
  private static let stepsPerOctave =
    Double(SensitivityTable.side - 1) / (log2(SensitivityTable.luminances.upperBound) - darkest)

  /// Binary logarithms: channel → luminance.
  private let logarithms: [Float]

  /// The sensitivities to a frequency in cycles per degree.
  init(frequency: Double) {
    let side = SensitivityTable.side
    let grid = SensitivityTable.frequencies
    let steps = Double(side - 1) / log2(grid.upperBound / grid.lowerBound)
    let place = log2(frequency / grid.lowerBound) * steps
    let index = min(max(Int(place.rounded(.down)), 0), side - 2)
    let part = place - Double(index)
    logarithms = [SensitivityTable.achromatic, SensitivityTable.redGreen, SensitivityTable.violetYellow].flatMap {
      table in
      (0...side).map { step in
        let luminance = min(step, side - 1)
        let below = Double(table[index * side + luminance])
        let above = Double(table[(index + 1) * side + luminance])
        return Float((below + (above - below) * part + Self.correction) * log2(10))
      }
    }
  }

  /// The sensitivities in the three channels before backgrounds in cd/m².
  /// - Parameter luminances: positive.
  @inline(__always)
  func callAsFunction(_ luminances: Vector) -> (Vector, Vector, Vector) {
    let scaled =
      (luminances.log2() - Vector(repeating: Float(Self.darkest))) * Vector(repeating: Float(Self.stepsPerOctave))
    let place = scaled.larger(.zero).smaller(Vector(repeating: Float(SensitivityTable.side - 1)))
    let whole = place.rounded(.down)
    let part = place - whole
    let steps = SIMD8<Int32>(whole)
    return withPointers(logarithms) { table in
      func sensitivity(_ channel: Int) -> Vector {
        var below = Vector.zero
        var above = Vector.zero
        for lane in 0..<Vector.scalarCount {
          let index = channel &* Self.rowLength &+ Int(steps[lane])
          below[lane] = table[index]
          above[lane] = table[index &+ 1]
        }
        return below.addingProduct(above - below, part).exp2()
      }
      return (sensitivity(0), sensitivity(1), sensitivity(2))
    }
  }

  /// The sensitivities in the three channels before one background in cd/m².
  func value(_ luminance: Double) -> SIMD3<Double> {
    let (a, b, c) = self(Vector(repeating: Float(luminance)))
    return SIMD3(Double(a[0]), Double(b[0]), Double(c[0]))
  }
}
