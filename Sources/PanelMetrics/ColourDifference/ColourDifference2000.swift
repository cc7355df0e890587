/// CIEDE2000 over a picture, eight pixels at a time, all parametric factors 1.
///
/// No angle is computed but one: with u₁, u₂ the unit vectors of (a′, b) of both colours,
///
/// - `2·√(C₁C₂)·sin(Δh/2) = ±√(C₁C₂)·|u₂ − u₁|`, with the sign of the cross product;
/// - the mean hue, the one on the shorter arc, is the direction of `u₁ + u₂` (of one alone where the other has no chroma);
/// - the cosines of its multiples follow from its own cosine and sine;
/// - the rotation term's angle from 275° is four times the arc tangent of a quarter-angle's tangent.
///
/// Source: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
/// test data, and mathematical observations", Color Research and Application 30 (2005), equations 2 to 22. The formula
/// as they write it, in Double, is this kernel's twin in the tests, with their 34 pairs.
enum ColourDifference2000 {
  /// Sums of the difference over all pixels: with lightness, and with both colours' lightness taken as equal.
  /// - Precondition: planes of one size.
  /// - Complexity: O(pixels)
  static func sums(_ first: LabPlanes, _ second: LabPlanes) -> (whole: Double, chromatic: Double) {
    precondition(first.count == second.count, "planes have one size")
    let count = first.lightness.count
    var sums = (whole: 0.0, chromatic: 0.0)
    withPointers(first.lightness, first.a, first.b) { l1, a1, b1 in
      withPointers(second.lightness, second.a, second.b) { l2, a2, b2 in
        // Single precision within a stretch, double over the picture.
        for start in registers(count, 2048) {
          var whole = Vector(repeating: 0)
          var chromatic = whole
          for index in registers(from: start, min(start &+ 2048, count)) {
            let squares = squaredDifferences(
              (l1.lanes(index), a1.lanes(index), b1.lanes(index)), (l2.lanes(index), a2.lanes(index), b2.lanes(index)))
            whole += squares.whole.squareRoot()
            chromatic += squares.chromatic.squareRoot()
          }
          sums.whole += Double(whole.sum())
          sums.chromatic += Double(chromatic.sum())
        }
      }
    }
    return sums
  }

  /// ΔE² of eight pairs of colours, and the same without the lightness term.
  @inline(__always)
  static func squaredDifferences(
    _ first: (lightness: Vector, a: Vector, b: Vector), _ second: (lightness: Vector, a: Vector, b: Vector)
  ) -> (whole: Vector, chromatic: Vector) {
    let one = Vector(repeating: 1)
    // Equations 2 to 7: a* stretched where chroma is small.
    let rawChroma =
      (first.a * first.a + first.b * first.b).squareRoot() + (second.a * second.a + second.b * second.b).squareRoot()
    let stretch = Vector(repeating: 1.5) - saturation(rawChroma * 0.5) * 0.5
    let a1 = first.a * stretch
    let a2 = second.a * stretch
    let chroma1 = (a1 * a1 + first.b * first.b).squareRoot()
    let chroma2 = (a2 * a2 + second.b * second.b).squareRoot()

    // Unit vectors of hue; a colour without chroma has none.
    let inverse1 = one / chroma1.larger(Vector(repeating: 1e-20))
    let inverse2 = one / chroma2.larger(Vector(repeating: 1e-20))
    let u1 = (x: a1 * inverse1, y: first.b * inverse1)
    let u2 = (x: a2 * inverse2, y: second.b * inverse2)
    // Equation 11.
    let step = (x: u2.x - u1.x, y: u2.y - u1.y)
    let cross = u1.x * u2.y - u1.y * u2.x
    let chord = (chroma1 * chroma2 * (step.x * step.x + step.y * step.y)).squareRoot()
    let deltaHue = chord.replacing(with: Vector(repeating: 0) - chord, where: cross .< 0)
    // Equation 14.
    let hue = meanHue(u1, u2)

    // Equations 15 to 21.
    let meanChroma = (chroma1 + chroma2) * 0.5
    let t = hueWeight(hue)
    let scaleChroma = one.addingProduct(meanChroma, Vector(repeating: 0.045))
    let scaleHue = one.addingProduct(meanChroma * t, Vector(repeating: 0.015))
    let rotation = Vector(repeating: -2) * saturation(meanChroma) * sineOfRotation(hue)

    // Equation 22.
    let chromaTerm = (chroma2 - chroma1) / scaleChroma
    let hueTerm = deltaHue / scaleHue
    let chromatic = (chromaTerm * chromaTerm + hueTerm * hueTerm + rotation * chromaTerm * hueTerm)
    let fromGrey = (first.lightness + second.lightness) * 0.5 - 50
    let offset = fromGrey * fromGrey
    let scaleLightness = one.addingProduct(offset / (offset + 20).squareRoot(), Vector(repeating: 0.015))
    let lightnessTerm = (second.lightness - first.lightness) / scaleLightness
    let zero = Vector(repeating: 0)
    return ((chromatic + lightnessTerm * lightnessTerm).larger(zero), chromatic.larger(zero))
  }

  /// 25⁷ to the nearest Float: 6 103 515 625 and 23.
  private static let twentyFiveToTheSeventh: Float = 6_103_515_648

  /// `√(C⁷/(C⁷ + 25⁷))`.
  @inline(__always) private static func saturation(_ chroma: Vector) -> Vector {
    let square = chroma * chroma
    let seventh = square * square * square * chroma
    return (seventh / (seventh + twentyFiveToTheSeventh)).squareRoot()
  }

  /// The unit vector of the mean hue.
  @inline(__always)
  private static func meanHue(
    _ u1: (x: Vector, y: Vector), _ u2: (x: Vector, y: Vector)
  ) -> (cos: Vector, sin: Vector) {
    var x = u1.x + u2.x
    var y = u1.y + u2.y
    let square = x * x + y * y
    // Opposite hues have two mean directions; the formula's is the one between 90° and 270°.
    let isOpposite = square .< 1e-12
    let zero = Vector(repeating: 0)
    x.replace(with: zero - u1.y.magnitudes, where: isOpposite)
    y.replace(with: u1.x.replacing(with: zero - u1.x, where: u1.y .< 0), where: isOpposite)
    let length = (x * x + y * y).squareRoot().larger(Vector(repeating: 1e-20))
    return (x / length, y / length)
  }

  /// T of equation 15: `1 − 0.17·cos(h − 30°) + 0.24·cos 2h + 0.32·cos(3h + 6°) − 0.20·cos(4h − 63°)`.
  @inline(__always) private static func hueWeight(_ hue: (cos: Vector, sin: Vector)) -> Vector {
    let (c, s) = hue
    let square = c * c
    let cos2 = square * 2 - 1
    let sin2 = s * c * 2
    let cos3 = c * (square * 4 - 3)
    let sin3 = s * (square * 4 - 1)
    let cos4 = cos2 * cos2 * 2 - 1
    let sin4 = sin2 * cos2 * 2
    // Cosines and sines of 30°, 6° and 63°, times the weights.
    let first = c * (0.17 * 0.866_025_403_784_438_6) + s * (0.17 * 0.5)
    let third = cos3 * (0.32 * 0.994_521_895_368_273_3) - sin3 * (0.32 * 0.104_528_463_267_653_5)
    let fourth = cos4 * (0.20 * 0.453_990_499_739_546_8) + sin4 * (0.20 * 0.891_006_524_188_367_9)
    return Vector(repeating: 1) - first + cos2 * 0.24 + third - fourth
  }

  /// `sin(60°·exp(−((h − 275°)/25°)²))`. More than 100° from blue the exponential is below 2e-7 and taken as 0.
  @inline(__always) private static func sineOfRotation(_ hue: (cos: Vector, sin: Vector)) -> Vector {
    // Cosine and sine of 275°.
    let c = hue.cos * 0.087_155_742_747_658_17 - hue.sin * 0.996_194_698_091_745_5
    let s = hue.sin * 0.087_155_742_747_658_17 + hue.cos * 0.996_194_698_091_745_5
    let isNear = c .> -0.173
    let twice = (c + 1).larger(Vector(repeating: 0.5))
    // tan(φ/4) = sin φ / (1 + cos φ + √(2·(1 + cos φ))), at most tan 25° here.
    let t = s / (twice + (twice * 2).squareRoot())
    let square = t * t
    // Taylor's series of the arc tangent: the term left out is below 1e-7 at tan 25°.
    let series = Vector(repeating: -1.0 / 15).times(square, plus: 1.0 / 13).times(square, plus: -1.0 / 11)
      .times(square, plus: 1.0 / 9).times(square, plus: -1.0 / 7).times(square, plus: 1.0 / 5)
      .times(square, plus: -1.0 / 3).times(square, plus: 1)
    // Four times the quarter angle, in units of 25°: 4·180/π/25.
    let turn = t * series * 9.167_324_722_093_172
    // −log2 e.
    let bump = (turn * turn * -1.442_695_040_888_963_4).larger(Vector(repeating: -100)).exp2()
    let angle = (bump * (Float.pi / 3)).replacing(with: Vector(repeating: 0), where: .!isNear)
    // Taylor's series of the sine, for angles up to 60°.
    let angle2 = angle * angle
    let sine = Vector(repeating: -1.0 / 39_916_800).times(angle2, plus: 1.0 / 362_880)
      .times(angle2, plus: -1.0 / 5040).times(angle2, plus: 1.0 / 120).times(angle2, plus: -1.0 / 6)
      .times(angle2, plus: 1)
    return angle * sine
  }
}
