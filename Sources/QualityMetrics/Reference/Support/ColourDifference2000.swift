#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The CIEDE2000 difference of two colours, all parametric factors 1.
///
/// Source: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
/// test data, and mathematical observations", Color Research and Application 30 (2005), equations 2 to 22; their 34 test
/// pairs are in the tests.
/// - Returns: ΔE00, 0 for equal colours; near 1 is about just noticeable.
func colourDifference2000(
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

private let twentyFiveToTheSeventh = 6_103_515_625.0

private func seventhPower(_ x: Double) -> Double {
  let cube = x * x * x
  return cube * cube * x
}

private func radians(_ degrees: Double) -> Double { degrees * (.pi / 180) }

/// The hue angle in degrees, 0…360; 0 for a colour without chroma.
private func hue(_ a: Double, _ b: Double) -> Double {
  guard a != 0 || b != 0 else { return 0 }
  let angle = atan2(b, a) * (180 / .pi)
  return angle < 0 ? angle + 360 : angle
}
