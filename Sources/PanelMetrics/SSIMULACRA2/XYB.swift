import Glibc
import Raster

/// XYB, the opponent colours of JPEG XL, moved into 0…1 as SSIMULACRA 2 takes them.
///
/// Linear R, G, B are mixed to the responses of the long-, middle- and short-wave cones, a bias is added, and cube roots
/// are taken; then with l, m, s less the root of the bias
///
///     X = 14·(l − m)/2 + 0.42,    Y = (l + m)/2 + 0.01,    B = s − (l + m)/2 + 0.55
///
/// Source: libjxl, lib/jxl/cms/opsin_params.h (the XYB of ISO/IEC 18181-1, BSD-3-Clause; see NOTICE); SSIMULACRA 2.1
/// (`MakePositiveXYB`) for the moves. Products, sums and roundings are in their order.
struct XYB: Sendable {
  var x: PaddedPlane<Float>
  var y: PaddedPlane<Float>
  var b: PaddedPlane<Float>

  /// What a cone's response takes of R, G and B: they sum to 1.
  private struct Cone {
    let red: Float
    let green: Float
    let blue: Float
  }
  private static let long = Cone(red: 0.3, green: 1 - Float(0.078) - 0.3, blue: 0.078)
  private static let middle = Cone(red: 0.23, green: 1 - Float(0.078) - 0.23, blue: 0.078)
  private static let short = Cone(
    red: 0.243_422_689_245_478_19, green: 0.204_767_444_244_968_21,
    blue: 1 - Float(0.243_422_689_245_478_19) - 0.204_767_444_244_968_21)
  private static let bias: Float = 0.003_793_073_255_275_449_3

  /// Converts linear light; the padding stays 0.
  /// - Complexity: O(width · height)
  init(_ light: LinearLight) {
    let blank = PaddedPlane<Float>(width: light.width, height: light.height)
    (x, y, b) = (blank, blank, blank)
    let mask = RowMask<Float>(width: light.width)
    let planes = light.planes
    withPointers(planes[0].storage, planes[1].storage, planes[2].storage) { red, green, blue in
      withMutablePointers(&x.storage, &y.storage, &b.storage) { x, y, b in
        for row in 0..<light.height {
          for column in registers(light.width) {
            let index = row &* blank.stride &+ column
            let colour = Self.convert(red.lanes(index), green.lanes(index), blue.lanes(index))
            let inside = mask(column)
            x.store(colour.x * inside, index)
            y.store(colour.y * inside, index)
            b.store(colour.b * inside, index)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func convert(
    _ r: Vector, _ g: Vector, _ b: SIMD8<Float>
  ) -> (x: Vector, y: Vector, b: Vector) {
    let l = response(long, r, g, b)
    let m = response(middle, r, g, b)
    let s = response(short, r, g, b)
    let luma = (l + m) * 0.5
    return ((l - m) * 0.5 * 14 + 0.42, luma + 0.01, (s - luma) + 0.55)
  }

  @inline(__always)
  private static func response(
    _ cone: Cone, _ r: Vector, _ g: Vector, _ b: SIMD8<Float>
  ) -> Vector {
    SIMD8(repeating: bias).addingProduct(b, SIMD8(repeating: cone.blue))
      .addingProduct(g, SIMD8(repeating: cone.green)).addingProduct(r, SIMD8(repeating: cone.red))
      .larger(.zero).cubeRoot(adding: -rootOfBias)
  }

  private static let rootOfBias = cbrtf(bias)
}

extension SIMD8 where Scalar == Float {
  /// The cube root of positive numbers, within 6 units in the last place, and a number added before the last rounding.
  ///
  /// With a third of the exponent as the first guess of `r = x^(−⅓)`, Newton's iteration `r ← r·(4 − x·r³)/3` is taken
  /// four times, then `x^⅓ = x·r²`. Steps and roundings are libjxl's (`CubeRootAndAdd`, after A. Fog's vector class
  /// library).
  @inline(__always) func cubeRoot(adding addend: Float) -> Self {
    let exponent = unsafeBitCast(self, to: SIMD8<Int32>.self) &>> 23
    // The bits of 1 and a third of them more, less a third of the exponent.
    var r = unsafeBitCast(0x5480_0000 &- exponent &* 0x002A_AAAA, to: Self.self)
    let third = Self(repeating: 1.0 / 3)
    let thirdOfX = self * third
    for _ in 0..<3 {
      let square = r * r
      r = (r * Float(4.0 / 3)).addingProduct(-thirdOfX, square * square)
    }
    let square = r * r
    r = r.addingProduct(third, r.addingProduct(-self, square * square))
    return Self(repeating: addend).addingProduct(r * r, self)
  }
}
