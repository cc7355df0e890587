import Foundation
import Raster

extension ButteraugliTwin {
  /// A picture's bands, X first.
  struct Bands {
    var low: [Image]
    var middle: [Image]
    var high: [Image]
    var ultra: [Image]

    init(_ opponent: [Image]) {
      func limited(_ value: Double, _ limit: Double) -> Double { min(max(value, -limit), limit) }
      func withoutCore(_ value: Double, _ range: Double) -> Double {
        value > range ? value - range : (value < -range ? value + range : 0)
      }
      func withDoubledCore(_ value: Double, _ range: Double) -> Double {
        value > range ? value + range : (value < -range ? value - range : 2 * value)
      }
      func compressed(_ value: Double, _ limit: Double) -> Double {
        limited(value, limit) + 0.724216145665 * (value - limited(value, limit))
      }
      let smooth = opponent.map { blurred($0, sigma: 7.15593339443) }
      low = [
        smooth[0].map { $0 * 32.2217497012 }, smooth[1].map { $0 * 13.7697791434 },
        combined(smooth[2], smooth[1]) { ($0 - 0.362267051518 * $1) * 47.504615728 },
      ]
      let rest = zip(opponent, smooth).map { combined($0, $1, -) }
      let medium = rest.map { blurred($0, sigma: 3.22489901262) }
      middle = [medium[0].map { withoutCore($0, 0.29) }, medium[1].map { withDoubledCore($0, 0.1) }, medium[2]]
      var fine = (0..<2).map { combined(rest[$0], medium[$0], -) }
      fine[0] = combined(fine[0], fine[1]) { $0 * (0.653020556257 + (1 - 0.653020556257) * 46 / ($1 * $1 + 46)) }
      let kept = fine.map { blurred($0, sigma: 1.56416327805) }
      let keptY = kept[1].map { compressed($0, 28.4691806922) }
      high = [kept[0].map { withoutCore($0, 1.5) }, keptY.map { withDoubledCore($0 * 2.155, 0.132) }]
      ultra = [
        combined(fine[0], kept[0]) { withoutCore($0 - $1, 0.04) },
        combined(fine[1], keptY) { 2.69313763794 * compressed($0 - $1, 5.19175294647) },
      ]
    }
  }

  /// The lines of the Malta filters as pictures of 9×9 samples, one row after the other.
  static let denseLines: [(picture: String, weight: Double)] = [
    ("......... ......... ......... ......... ********* ......... ......... ......... .........", 1),
    ("....*.... ....*.... ....*.... ....*.... ....*.... ....*.... ....*.... ....*.... ....*....", 1),
    ("......... .*....... ..*...... ...*..... ....*.... .....*... ......*.. .......*. .........", 1),
    ("......... .......*. ......*.. .....*... ....*.... ...*..... ..*...... .*....... .........", 1),
    ("...*..... ...*..... ...*..... ....*.... ....*.... ....*.... .....*... .....*... .....*...", 2),
    (".....*... .....*... .....*... ....*.... ....*.... ....*.... ...*..... ...*..... ...*.....", 2),
    ("......... ......... ......... ***...... ...***... ......*** ......... ......... .........", 2),
    ("......... ......... ......... ......*** ...***... ***...... ......... ......... .........", 2),
    ("......... ..*...... ...*..... ...*..... ....*.... .....*... .....*... ......*.. .........", 1),
    ("......... ......*.. .....*... .....*... ....*.... ...*..... ...*..... ..*...... .........", 1),
    ("......... ......... .*....... ..**..... ....*.... .....**.. .......*. ......... .........", 1),
    ("......... ......... .......*. .....**.. ....*.... ..**..... .*....... ......... .........", 1),
  ]
  static let sparseLines: [(picture: String, weight: Double)] = [
    ("......... ......... ......... ......... *.*.*.*.* ......... ......... ......... .........", 1),
    ("....*.... ......... ....*.... ......... ....*.... ......... ....*.... ......... ....*....", 1),
    ("......... .*....... ..*...... ......... ....*.... ......... ......*.. .......*. .........", 1),
    ("......... .......*. ......*.. ......... ....*.... ......... ..*...... .*....... .........", 1),
    (".....*... ......... .....*... ......... ....*.... ......... ...*..... ......... ...*.....", 1),
    ("...*..... ......... ...*..... ......... ....*.... ......... .....*... ......... .....*...", 1),
    ("......... ......... ......... *.*...... ....*.... ......*.* ......... ......... .........", 1),
    ("......... ......... ......... ......*.* ....*.... *.*...... ......... ......... .........", 1),
    ("......... ..*...... ...*..... ......... ....*.... ......... .....*... ......*.. .........", 1),
    ("......... ......*.. .....*... ......... ....*.... ......... ...*..... ..*...... .........", 1),
    ("......... ......... .*....... ..*...... ....*.... ......*.. .......*. ......... .........", 1),
    ("......... ......... .......*. ......*.. ....*.... ..*...... .*....... ......... .........", 1),
    ("......... ......... ........* ......*.. ....*.... ..*...... *........ ......... .........", 1),
    ("......... ......... *........ ..*...... ....*.... ......*.. ........* ......... .........", 1),
    ("..*...... ......... ...*..... ......... ....*.... ......... .....*... ......... ......*..", 1),
    ("......*.. ......... .....*... ......... ....*.... ......... ...*..... ......... ..*......", 1),
  ]

  /// The sums of squared line sums of weighed differences.
  static func lineUps(
    _ reference: Image, _ distorted: Image, _ lines: [(picture: String, weight: Double)], gain: Double, weight: Double,
    norm: Double, asymmetry: Double
  ) -> Image {
    let plain = gain * (0.5 * weight * asymmetry).squareRoot() / 8.5 * norm
    let oneSided = gain * (0.33 * weight / asymmetry).squareRoot() / 8.5 * norm
    let differences = combined(reference, distorted) { r, d in
      let scale = 1 / (norm + 0.5 * (abs(r) + abs(d)))
      var result = plain * scale * (r - d)
      let (small, big) = (0.55 * abs(r), 1.05 * abs(r))
      if r < 0 {
        if d > -small { result -= oneSided * scale * (d + small) }
        if d < -big { result += oneSided * scale * (-d - big) }
      } else {
        if d < small { result += oneSided * scale * (small - d) }
        if d > big { result -= oneSided * scale * (d - big) }
      }
      return result
    }
    let offsets = lines.map { line in
      line.picture.split(separator: " ").enumerated().flatMap { row, text in
        text.enumerated().filter { $0.element == "*" }.map { (x: $0.offset - 4, y: row - 4) }
      }
    }
    return make(reference.width, reference.height) { x, y in
      zip(lines, offsets).reduce(0) { total, line in
        let sum = line.1.reduce(0.0) { sum, offset in
          let (column, row) = (x + offset.x, y + offset.y)
          let isInside = column >= 0 && row >= 0 && column < reference.width && row < reference.height
          return sum + (isInside ? differences[column, row] : 0)
        }
        return total + line.0.weight * sum * sum
      }
    }
  }

  static func activity(_ bands: Bands) -> Image {
    let strength = make(bands.high[0].width, bands.high[0].height) { x, y in
      let red = 2.5 * (bands.ultra[0][x, y] + bands.high[0][x, y])
      let bright = 0.4 * (bands.ultra[1][x, y] + bands.high[1][x, y])
      let bias = 6.19424080439 * 12.61050594197
      return (6.19424080439 * (red * red + bright * bright).squareRoot() + bias).squareRoot() - bias.squareRoot()
    }
    return blurred(strength, sigma: 2.7)
  }

  /// The map of distances of two pictures of one resolution, in linear light.
  static func differences(_ reference: [Image], _ distorted: [Image]) -> Image {
    let (r, d) = (Bands(opponent(reference)), Bands(opponent(distorted)))
    let root = 0.8.squareRoot()
    let (dense, sparse) = (0.39905817637, 0.611612573796)
    let aligned = [
      lineUps(
        r.ultra[1], d.ultra[1], denseLines, gain: dense, weight: 1.10039032555, norm: 71.7800275169, asymmetry: 0.8),
      lineUps(r.ultra[0], d.ultra[0], denseLines, gain: dense, weight: 173.5, norm: 5, asymmetry: 0.8),
      lineUps(
        r.high[1], d.high[1], sparseLines, gain: sparse, weight: 18.7237414387, norm: 4498534.45232, asymmetry: root),
      lineUps(
        r.high[0], d.high[0], sparseLines, gain: sparse, weight: 6923.99476109, norm: 8051.15833247, asymmetry: root),
      lineUps(
        r.middle[1], d.middle[1], sparseLines, gain: sparse, weight: 37.0819870399, norm: 130262059.556, asymmetry: 1),
      lineUps(
        r.middle[0], d.middle[0], sparseLines, gain: sparse, weight: 8246.75321353, norm: 1009002.70582, asymmetry: 1),
    ]
    let activities = (activity(r), activity(d))
    return make(reference[0].width, reference[0].height) { x, y in
      func square(_ a: Image, _ b: Image) -> Double { (a[x, y] - b[x, y]) * (a[x, y] - b[x, y]) }
      func lopsided(_ a: Image, _ b: Image, _ weight: Double) -> Double {
        let (before, after) = (abs(a[x, y]), a[x, y] < 0 ? -b[x, y] : b[x, y])
        let extra = after < 0.4 * before ? 0.4 * before - after : max(after - before, 0)
        return 0.8 * weight * (0.8 * square(a, b) + extra * extra / 0.8)
      }
      let low =
        29.2353797994 * square(r.low[0], d.low[0]) + 0.844626970982 * square(r.low[1], d.low[1])
        + 0.703646627719 * square(r.low[2], d.low[2])
      var detail = aligned.reduce(0) { $0 + $1[x, y] } + 10 * square(activities.0, activities.1)
      detail += lopsided(r.high[0], d.high[0], 400) + lopsided(r.high[1], d.high[1], 1.50815703118)
      detail += 2150 * square(r.middle[0], d.middle[0]) + 10.6195433239 * square(r.middle[1], d.middle[1])
      detail += 16.2176043152 * square(r.middle[2], d.middle[2])
      let mask = eroded(activities.0, x, y)
      let scale = 1 / (17.8 * 0.79079917404)
      let ofDetail = scale * (1 + 2.5485944793 / (0.451936922203 * mask + 0.829591754942))
      let ofLow = scale * (1 + 0.505054525019 / (3.87449418804 * mask + 0.20025578522))
      return (detail * ofDetail * ofDetail + low * ofLow * ofLow).squareRoot()
    }
  }

  static func eroded(_ activity: Image, _ x: Int, _ y: Int) -> Double {
    var values = [activity[x, y], 2 * activity[x, y], 2 * activity[x, y]]
    for row in [y - 3, y, y + 3] where row >= 0 && row < activity.height {
      for column in [x - 3, x, x + 3] where column >= 0 && column < activity.width && (row != y || column != x) {
        values.append(activity[column, row])
      }
    }
    values.sort()
    return 0.45 * values[0] + 0.3 * values[1] + 0.25 * values[2]
  }
}
