import Raster

/// sRGB to CIE L*a*b* as piq's saliency takes it: the matrix of sRGB, whose white is D65, and then D50's white, without a
/// change of white between them.
///
/// Greys so get a* and b* that grow with their lightness, over a range of no more than 3: a* and b* are differences of
/// nearly equal numbers, and saliency asks for the 0.001th part of their range. Roots and differences are in Double for that.
enum LabFifty {
  /// White of CIE D50, 2°, with the digits of the programs.
  private static let white = (x: 0.964_211_994_421_199_4, z: 0.825_188_284_518_832_8)

  /// L*, a*, b* of gamma-coded samples of 0…255.
  /// - Precondition: planes of one size, a multiple of 8.
  static func convert(red: [Float], green: [Float], blue: [Float]) -> LabPlanes {
    LabPlanes(red, green, blue) { red, green, blue in
      let (r, g, b) = (linear(red), linear(green), linear(blue))
      let first = opponents(r.lowHalf, g.lowHalf, b.lowHalf)
      let second = opponents(r.highHalf, g.highHalf, b.highHalf)
      return (
        Vector(lowHalf: first.lightness, highHalf: second.lightness), Vector(lowHalf: first.a, highHalf: second.a),
        Vector(lowHalf: first.b, highHalf: second.b)
      )
    }
  }

  /// Linear light 0…1 of samples 0…255.
  @inline(__always)
  private static func linear(_ samples: Vector) -> Vector { (samples * (1 / 255)).linearLight }

  /// L*, a*, b* of four pixels' linear light.
  @inline(__always)
  private static func opponents(
    _ red: SIMD4<Float>, _ green: SIMD4<Float>, _ blue: SIMD4<Float>
  ) -> (lightness: SIMD4<Float>, a: SIMD4<Float>, b: SIMD4<Float>) {
    let (r, g, b) = (SIMD4<Double>(red), SIMD4<Double>(green), SIMD4<Double>(blue))
    let x = compress((r * 0.4124564 + g * 0.3575761 + b * 0.1804375) * (1 / white.x))
    let y = compress(r * 0.2126729 + g * 0.7151522 + b * 0.0721750)
    let z = compress((r * 0.0193339 + g * 0.1191920 + b * 0.9503041) * (1 / white.z))
    return (SIMD4<Float>(y * 116 - 16), SIMD4<Float>((x - y) * 500), SIMD4<Float>((y - z) * 200))
  }

  /// The compression of CIE L*a*b*, with the constants' four digits. One of Newton's steps brings the cube root from Float's
  /// digits to 1e-13.
  @inline(__always)
  private static func compress(_ t: SIMD4<Double>) -> SIMD4<Double> {
    let threshold = 0.008856
    let bounded = t.larger(SIMD4(repeating: threshold))
    let narrow = SIMD4<Float>(bounded)
    let estimate = SIMD4<Double>(SIMD8(lowHalf: narrow, highHalf: narrow).power(1.0 / 3).lowHalf)
    let root = estimate * (2.0 / 3) + bounded / (estimate * estimate * 3)
    return root.replacing(with: (t * 903.3 + 16) * (1.0 / 116), where: t .<= SIMD4(repeating: threshold))
  }
}
