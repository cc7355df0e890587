import Raster

/// R, G and B in linear light, 0…1, in rows padded with zeros.
struct LinearLight: Sendable {
  /// Red, green, blue.
  let planes: [PaddedPlane<Float>]

  /// Columns.
  var width: Int { planes[0].width }
  /// Rows.
  var height: Int { planes[0].height }

  /// Decodes gamma-coded values of the 0…255 scale with libjxl's form of the sRGB curve.
  /// - Complexity: O(width · height)
  init(_ rgb: RGBPlanes) {
    let codes = CodeValues(rgb)
    planes = [rgb.red, rgb.green, rgb.blue].map { codes.decoded($0) }
  }

  private init(planes: [PaddedPlane<Float>]) { self.planes = planes }

  /// Half the size, odd ones rounded up: means of 2×2 pixels, the last column and row repeated where one is missing.
  /// - Complexity: O(width · height)
  func halved() -> LinearLight {
    LinearLight(planes: planes.map { Self.halved($0) })
  }

  private static func halved(_ plane: PaddedPlane<Float>) -> PaddedPlane<Float> {
    var result = PaddedPlane<Float>(width: (plane.width + 1) / 2, height: (plane.height + 1) / 2)
    let (height, stride) = (result.height, result.stride)
    withPointers(plane.storage) { source in
      withMutablePointers(&result.storage) { target in
        for y in 0..<height {
          let upper = source + 2 * y * plane.stride
          let lower = source + min(2 * y + 1, plane.height - 1) * plane.stride
          let row = target + y * stride
          for x in 0..<(plane.width / 2) {
            let top = upper[2 &* x] + upper[2 &* x &+ 1]
            row[x] = (top + lower[2 &* x] + lower[2 &* x &+ 1]) * 0.25
          }
          if plane.width % 2 == 1 {
            let last = plane.width - 1
            row[last / 2] = (upper[last] + upper[last] + lower[last] + lower[last]) * 0.25
          }
        }
      }
    }
    return result
  }
}

/// What the gamma-coded values of a picture are multiples of.
///
/// libjxl divides a sample by its largest value in one multiplication. To round as it does, 16-bit samples are recovered
/// from the 0…255 scale first; what is neither (converted video) is divided by 255 as it stands.
private enum CodeValues {
  case of8Bits
  case of16Bits
  case fractional

  private static let from16Bits: Float = 1 / 257

  init(_ rgb: RGBPlanes) {
    let planes = [rgb.red, rgb.green, rgb.blue]
    if planes.allSatisfy({ Self.isWhole($0) }) {
      self = .of8Bits
    } else {
      self = planes.allSatisfy({ Self.is16Bits($0) }) ? .of16Bits : .fractional
    }
  }

  private static func isWhole(_ plane: Plane<Float>) -> Bool {
    largest(plane) { abs($0 - $0.rounded(.down)) } == 0
  }

  private static func is16Bits(_ plane: Plane<Float>) -> Bool {
    largest(plane) { abs($0 - ($0 * 257).rounded(.toNearestOrEven) * from16Bits) } == 0
  }

  @inline(__always)
  private static func largest(_ plane: Plane<Float>, _ measure: (Float) -> Float) -> Float {
    plane.samples.withUnsafeBufferPointer { samples in
      var strays: Float = 0
      for value in samples { strays = max(strays, measure(value)) }
      return strays
    }
  }

  /// Linear light of a plane; the padding stays 0.
  /// - Complexity: O(width · height)
  func decoded(_ plane: Plane<Float>) -> PaddedPlane<Float> {
    var result = PaddedPlane(plane)
    let (width, height, stride) = (result.width, result.height, result.stride)
    let is16Bits = self == .of16Bits
    let perUnit = Vector(repeating: is16Bits ? 1 / 65535 : 1 / 255)
    withMutablePointers(&result.storage) { samples in
      for y in 0..<height {
        for index in registers(from: y &* stride, y &* stride &+ width) {
          var value = samples.lanes(index)
          if is16Bits { value = (value * 257).rounded(.toNearestOrEven) }
          samples.store((value * perUnit).linearFromSRGB(), index)
        }
      }
    }
    return result
  }
}

extension SIMD8 where Scalar == Float {
  /// The sRGB curve on gamma-coded values of 0…1, as libjxl approximates it: a line up to 0.04045, above it the quotient
  /// of two polynomials of degree 4, within 5e-7 of the curve of IEC 61966-2-1:1999, 5.2.
  ///
  /// Source of the coefficients: libjxl, lib/jxl/cms/transfer_functions-inl.h (BSD-3-Clause; see NOTICE).
  @inline(__always) func linearFromSRGB() -> Self {
    let numerator = Self(repeating: 8.210152774e-01).times(self, plus: 7.961564959e-01)
      .times(self, plus: 1.624820318e-01).times(self, plus: 1.043637593e-02).times(self, plus: 2.200248328e-04)
    let denominator = Self(repeating: 6.521209011e-03).times(self, plus: -5.512498495e-02)
      .times(self, plus: 4.987528350e-01).times(self, plus: 1.076976492e+00).times(self, plus: 2.631846970e-01)
    return (self * Float(1 / Float(12.92))).replacing(
      with: numerator / denominator, where: self .> Self(repeating: 0.04045))
  }
}
