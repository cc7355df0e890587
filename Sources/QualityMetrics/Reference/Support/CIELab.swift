import Raster

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// sRGB to CIE L*a*b* under D65.
///
/// R'G'B' is decoded with the sRGB curve and taken to XYZ with seven digits of the matrix that IEC 61966-2-1 gives with
/// four; the white is the matrix's own (R = G = B = 1), so that every grey has a* = b* = 0 to rounding.
/// Source: IEC 61966-2-1:1999, 5.2; B. Lindbloom, "RGB/XYZ matrices" (the seven digits); CIE 15:2004, 8.2.1.
enum CIELab {
  /// L*, a*, b* of a picture, each with one number a pixel.
  struct Planes: Sendable {
    var lightness: [Float]
    var a: [Float]
    var b: [Float]
  }

  private static let white = (
    x: 0.4124564 + 0.3575761 + 0.1804375, y: 0.2126729 + 0.7151522 + 0.0721750, z: 0.0193339 + 0.1191920 + 0.9503041
  )

  /// Linear light 0…1 of a gamma-coded value 0…1.
  static func linear(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// L*, a*, b* of gamma-coded R, G, B on the 0…255 scale.
  static func convert(red: Double, green: Double, blue: Double) -> (lightness: Double, a: Double, b: Double) {
    let r = linear(red / 255)
    let g = linear(green / 255)
    let b = linear(blue / 255)
    func compress(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let x = compress((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white.x)
    let y = compress((0.2126729 * r + 0.7151522 * g + 0.0721750 * b) / white.y)
    let z = compress((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / white.z)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// L*, a*, b* of every pixel.
  /// - Complexity: O(width · height)
  static func planes(_ rgb: RGBPlanes) -> Planes {
    let count = rgb.red.count
    var result = Planes(
      lightness: [Float](repeating: 0, count: count), a: [Float](repeating: 0, count: count),
      b: [Float](repeating: 0, count: count))
    for index in 0..<count {
      let lab = convert(
        red: Double(rgb.red.samples[index]), green: Double(rgb.green.samples[index]),
        blue: Double(rgb.blue.samples[index]))
      result.lightness[index] = Float(lab.lightness)
      result.a[index] = Float(lab.a)
      result.b[index] = Float(lab.b)
    }
    return result
  }
}
