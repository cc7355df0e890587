import Raster

/// sRGB to CIE L*a*b* under D65, eight pixels at a time.
///
/// R'G'B' is decoded with the sRGB curve and taken to XYZ by the six digits of BT.709's matrix, over the white of CIE's
/// 2° observer, as scikit-image has them. That white is not quite the matrix's own (R = G = B = 1), by up to 7e-5, so greys
/// have a chroma of 0.005, and two different greys differ by up to 3e-4 in it.
/// Source: IEC 61966-2-1:1999, 5.2; ITU-R BT.709-6, item 3.3; CIE 15:2004, 8.2.1.
enum CIELab {
  /// One of X, Y and Z over its white, or a difference of two: what green weighs once it stands for red and blue too, and
  /// what their differences from green weigh.
  private struct Row: Sendable {
    let all: Double
    let red: Double
    let blue: Double

    init(_ red: Double, _ green: Double, _ blue: Double, white: Double) {
      self.init(all: (red + green + blue) / white, red: red / white, blue: blue / white)
    }

    private init(all: Double, red: Double, blue: Double) {
      self.all = all
      self.red = red
      self.blue = blue
    }

    static func - (a: Row, b: Row) -> Row { Row(all: a.all - b.all, red: a.red - b.red, blue: a.blue - b.blue) }

    /// The row's value for linear green and what red and blue differ from it: little is lost near grey.
    @inline(__always) func callAsFunction(
      _ green: SIMD8<Float>, _ red: SIMD8<Float>, _ blue: SIMD8<Float>
    ) -> SIMD8<Float> {
      (green * Float(all)).addingProduct(red, SIMD8(repeating: Float(self.red)))
        .addingProduct(blue, SIMD8(repeating: Float(self.blue)))
    }
  }

  private static let rows = (
    x: Row(0.412453, 0.357580, 0.180423, white: 0.95047), y: Row(0.212671, 0.715160, 0.072169, white: 1),
    z: Row(0.019334, 0.119193, 0.950227, white: 1.08883)
  )

  /// (6/29)³, where the cube root begins.
  private static let knee: Float = 216.0 / 24389
  /// The slope of the line below it.
  private static let slope: Float = 24389.0 / 27 / 116

  /// CIE's compression of X, Y or Z over its white: the cube root above (6/29)³, the line below.
  @inline(__always) private static func compressed(_ t: SIMD8<Float>) -> SIMD8<Float> {
    let knee = SIMD8<Float>(repeating: knee)
    let safe = t.larger(knee)
    // One step of Newton's method takes the power's error to the last place.
    let root = safe.power(1.0 / 3)
    let cubed = root * root * root
    let polished = root - (cubed - safe) / (root * root * 3)
    return polished.replacing(with: t * slope + 16.0 / 116, where: t .<= knee)
  }

  /// `compressed(s) − compressed(t)` of what they are compressions of and of `s − t`: near grey the two are alike, and what
  /// is left of their difference in single precision is mostly rounding.
  @inline(__always) private static func compressedDifference(
    _ difference: SIMD8<Float>, of s: SIMD8<Float>, _ t: SIMD8<Float>, _ u: SIMD8<Float>, _ v: SIMD8<Float>
  ) -> SIMD8<Float> {
    let knee = SIMD8<Float>(repeating: knee)
    let roots = difference / (u * u + u * v + v * v)
    return (u - v).replacing(with: roots, where: (s .> knee) .& (t .> knee))
      .replacing(with: difference * slope, where: (s .<= knee) .& (t .<= knee))
  }

  /// L*, a*, b* of every pixel.
  /// - Complexity: O(width · height)
  static func planes(_ rgb: RGBPlanes) -> LabPlanes {
    let rows = rows
    let steps = (xy: rows.x - rows.y, yz: rows.y - rows.z)
    return LabPlanes(rgb.red.samples, rgb.green.samples, rgb.blue.samples) { red, green, blue in
      let g = (green * (1 / 255)).linearLight
      let fromRed = (red * (1 / 255)).linearLight - g
      let fromBlue = (blue * (1 / 255)).linearLight - g
      let (x, y, z) = (rows.x(g, fromRed, fromBlue), rows.y(g, fromRed, fromBlue), rows.z(g, fromRed, fromBlue))
      let (u, v, w) = (compressed(x), compressed(y), compressed(z))
      return (
        v * 116 - 16, compressedDifference(steps.xy(g, fromRed, fromBlue), of: x, y, u, v) * 500,
        compressedDifference(steps.yz(g, fromRed, fromBlue), of: y, z, v, w) * 200
      )
    }
  }
}
