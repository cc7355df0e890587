import Foundation
import Raster

/// CIEDE2000 and CIE L*a*b* as their sources write them, one pixel at a time in Double: the kernels' twin.
enum ColourDifferenceTwin {
  /// The CIEDE2000 difference of two colours, all parametric factors 1.
  ///
  /// Source: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
  /// test data, and mathematical observations", Color Research and Application 30 (2005), equations 2 to 22; their 34 test
  /// pairs are in the tests.
  /// - Returns: ΔE00, 0 for equal colours; near 1 is about just noticeable.
  static func difference(
    _ first: (lightness: Double, a: Double, b: Double), _ second: (lightness: Double, a: Double, b: Double)
  ) -> Double {
    let chroma1 = (first.a * first.a + first.b * first.b).squareRoot()
    let chroma2 = (second.a * second.a + second.b * second.b).squareRoot()
    let meanChroma7 = seventhPower((chroma1 + chroma2) / 2)
    let g = 0.5 * (1 - (meanChroma7 / (meanChroma7 + twentyFiveToTheSeventh)).squareRoot())
    let a1 = (1 + g) * first.a
    let a2 = (1 + g) * second.a
    let c1 = (a1 * a1 + first.b * first.b).squareRoot()
    let c2 = (a2 * a2 + second.b * second.b).squareRoot()
    let h1 = hue(a1, first.b)
    let h2 = hue(a2, second.b)

    let product = c1 * c2
    var hueStep = product == 0 ? 0 : h2 - h1
    if hueStep > 180 { hueStep -= 360 } else if hueStep < -180 { hueStep += 360 }
    let deltaHue = 2 * product.squareRoot() * sin(radians(hueStep / 2))

    let meanLightness = (first.lightness + second.lightness) / 2
    let meanC = (c1 + c2) / 2
    var meanHue = h1 + h2
    if product != 0 {
      if abs(h1 - h2) <= 180 {
        meanHue /= 2
      } else {
        meanHue = meanHue < 360 ? (meanHue + 360) / 2 : (meanHue - 360) / 2
      }
    }
    let t =
      1 - 0.17 * cos(radians(meanHue - 30)) + 0.24 * cos(radians(2 * meanHue)) + 0.32 * cos(radians(3 * meanHue + 6))
      - 0.20 * cos(radians(4 * meanHue - 63))
    let turn = (meanHue - 275) / 25
    let rotation = 30 * exp(-turn * turn)
    let meanC7 = seventhPower(meanC)
    let rc = 2 * (meanC7 / (meanC7 + twentyFiveToTheSeventh)).squareRoot()
    let offset = (meanLightness - 50) * (meanLightness - 50)
    let sl = 1 + 0.015 * offset / (20 + offset).squareRoot()
    let sc = 1 + 0.045 * meanC
    let sh = 1 + 0.015 * meanC * t
    let rt = -sin(radians(2 * rotation)) * rc

    let lightnessTerm = (second.lightness - first.lightness) / sl
    let chromaTerm = (c2 - c1) / sc
    let hueTerm = deltaHue / sh
    return max(
      lightnessTerm * lightnessTerm + chromaTerm * chromaTerm + hueTerm * hueTerm + rt * chromaTerm * hueTerm, 0
    ).squareRoot()
  }

  private static let twentyFiveToTheSeventh = 6_103_515_625.0

  private static func seventhPower(_ x: Double) -> Double {
    let cube = x * x * x
    return cube * cube * x
  }

  private static func radians(_ degrees: Double) -> Double { degrees * (.pi / 180) }

  /// The hue angle in degrees, 0…360; 0 for a colour without chroma.
  private static func hue(_ a: Double, _ b: Double) -> Double {
    guard a != 0 || b != 0 else { return 0 }
    let angle = atan2(b, a) * (180 / .pi)
    return angle < 0 ? angle + 360 : angle
  }

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
    let x = compress((0.412453 * r + 0.357580 * g + 0.180423 * b) / 0.95047)
    let y = compress(0.212671 * r + 0.715160 * g + 0.072169 * b)
    let z = compress((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// The mean differences of two pictures: with lightness, and with lightness taken as equal.
  static func means(_ first: RGBPlanes, _ second: RGBPlanes) -> (whole: Double, chromatic: Double) {
    var sums = (whole: 0.0, chromatic: 0.0)
    for index in 0..<first.red.count {
      let (x, y) = (lab(first, index), lab(second, index))
      sums.whole += difference(x, y)
      sums.chromatic += difference((0, x.a, x.b), (0, y.a, y.b))
    }
    return (sums.whole / Double(first.red.count), sums.chromatic / Double(first.red.count))
  }

  private static func lab(_ rgb: RGBPlanes, _ index: Int) -> (lightness: Double, a: Double, b: Double) {
    convert(
      red: Double(rgb.red.samples[index]), green: Double(rgb.green.samples[index]),
      blue: Double(rgb.blue.samples[index]))
  }
}
