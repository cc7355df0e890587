import Foundation
import MetricKit
import PanelMetrics
import Raster

/// ColorVideoVDP in Double, one number at a time and plane by plane: the kernels' twin.
///
/// Planes are stretched with zeros and summed over whole windows, as the paper's formulas and the program have it, where
/// the kernels take even and odd samples apart.
enum ColorVideoVDPTwin {
  typealias Grid = [[Double]]

  static func score(_ reference: RGBImage, _ distorted: RGBImage, tables: [[Float]]) -> Double {
    let (ours, theirs) = (levels(reference), levels(distorted))
    var norms = [0.0, 0, 0]
    for band in ours[0].indices {
      let maps = differences(ours.map { Array($0[band...]) }, theirs.map { Array($0[band...]) }, band, tables)
      for channel in 0..<3 {
        let values = maps[channel].flatMap { $0 }
        let mean = values.reduce(0) { $0 + safe($1, 2) } / Double(values.count)
        let weight =
          band == ours[0].count - 1 ? [0.0036334486212581396, 1.6627724170684814, 4.11874532699585][channel] : 1
        norms[channel] += safe(safe(mean, 0.5) * weight, 4)
      }
    }
    let sum = norms.reduce(0) { $0 + safe(safe($1, 0.25), 4) }
    let total = safe(sum, 0.25) * 0.577918291091919
    let (a, exponent) = (0.0439569391310215, 0.9302042722702026)
    return total <= 0.1 ? 10 - a * pow(0.1, exponent - 1) * total : 10 - a * pow(total, exponent)
  }

  static func safe(_ x: Double, _ p: Double) -> Double { pow(x + 1e-5, p) - pow(1e-5, p) }

  // MARK: Light

  static func levels(_ image: RGBImage) -> [[Grid]] {
    let rgb = [image.red, image.green, image.blue].map { plane in
      (0..<image.height).map { y in (0..<image.width).map { light(Double(plane[$0, y]) / Double(image.peak)) } }
    }
    // cvvdp 0.5.7: LMS2006_to_DKLd65 · XYZ_to_LMS2006 · sRGB's RGB to XYZ, multiplied out in Python (numpy 1.24.2, 2026-11-26).
    let matrix = [
      [0.23320121074479758, 0.7288307890491413, 0.0889958693406463],
      [0.12762077123680748, -0.08706808759459364, -0.036777390616027174],
      [-0.21482250859101307, -0.6262536922063917, 0.8514033269512837],
    ]
    let count = min(8, Int(log2(Double(min(image.width, image.height)))) - 1)
    return matrix.map { row in
      var planes: [Grid] = [
        (0..<image.height).map { y in
          (0..<image.width).map { x in row[0] * rgb[0][y][x] + row[1] * rgb[1][y][x] + row[2] * rgb[2][y][x] }
        }
      ]
      for _ in 0..<count { planes.append(reduced(planes[planes.count - 1])) }
      return planes
    }
  }

  static func light(_ v: Double) -> Double {
    (200 - 0.2) * (v > 0.04045 ? pow((v + 0.055) / 1.055, 2.4) : v / 12.92) + 0.2 + 250 / Double.pi * 0.005
  }

  // MARK: Pyramid

  static let window = [0.05, 0.25, 0.4, 0.25, 0.05]

  static func transposed(_ grid: Grid) -> Grid {
    grid[0].indices.map { x in grid.map { $0[x] } }
  }

  /// Zeros outside, then what the program adds at both ends; it takes the number of rows for both directions.
  static func reduced(_ grid: Grid) -> Grid {
    let isOdd = grid.count % 2 == 1
    return transposed(transposed(grid).map { reduced($0, isOdd) }).map { reduced($0, isOdd) }
  }

  static func reduced(_ line: [Double], _ isOdd: Bool) -> [Double] {
    var result = stride(from: 0, to: line.count, by: 2).map { centre in
      (0..<5).reduce(0.0) { sum, tap in
        let index = centre + tap - 2
        return line.indices.contains(index) ? sum + window[tap] * line[index] : sum
      }
    }
    let last = line.count - 1
    result[0] += line[0] * window[1] + line[1] * window[0]
    result[result.count - 1] += isOdd ? line[last] * window[3] + line[last - 1] * window[4] : line[last] * window[4]
    return result
  }

  static func expanded(_ grid: Grid, height: Int, width: Int) -> Grid {
    transposed(transposed(grid).map { expanded($0, height) }).map { expanded($0, width) }
  }

  /// The line stretched with zeros, its ends repeated two samples further out.
  static func expanded(_ line: [Double], _ count: Int) -> [Double] {
    var stretched = [Double](repeating: 0, count: count + 4)
    for (index, value) in line.enumerated() { stretched[2 * index + 2] = value }
    stretched[0] = line[0]
    stretched[2 * line.count + 2] = line[line.count - 1]
    return (0..<count).map { x in (0..<5).reduce(0) { $0 + 2 * window[$1] * stretched[x + $1] } }
  }

  // MARK: Bands

  /// The maps of three channels, from this band on.
  static func differences(_ ours: [[Grid]], _ theirs: [[Grid]], _ band: Int, _ tables: [[Float]]) -> [Grid] {
    let (height, width) = (ours[0][0].count, ours[0][0][0].count)
    let ppd = 75.40244934516305
    guard ours[0].count > 1 else {
      func mean(_ planes: [[Grid]]) -> Double {
        planes[0][0].flatMap { $0 }.reduce(0) { $0 + max($1, 0.01) } / Double(height * width)
      }
      let means = (mean(ours), mean(theirs))
      return (0..<3).map { channel in
        let seen = sensitivity(0.1, means.0, tables[channel])
        return map2(ours[channel][0], theirs[channel][0]) { abs($1 / means.1 - $0 / means.0) * seen }
      }
    }
    let frequency = (band == 0 ? 1 : 0.3228 / Double(1 << (band - 1))) * ppd / 2
    let ourBackground = expanded(ours[0][1], height: height, width: width)
    let theirBackground = expanded(theirs[0][1], height: height, width: width)
    var contrasts: [(ours: Grid, theirs: Grid)] = []
    for channel in 0..<3 {
      func contrast(_ planes: [Grid], _ background: Grid) -> Grid {
        let rest = map2(planes[0], expanded(planes[1], height: height, width: width)) { $0 - $1 }
        return map2(rest, background) { min($0 / max($1, 0.01), 1000) * (band == 0 ? 1 : 2) }
      }
      let gain = channel == 1 ? 1.45 : 1
      let seen = ourBackground.map { $0.map { sensitivity(frequency, max($0, 0.01), tables[channel]) * gain } }
      contrasts.append(
        (
          map2(contrast(ours[channel], ourBackground), seen) { $0 * $1 },
          map2(contrast(theirs[channel], theirBackground), seen) { $0 * $1 }
        ))
    }
    let powers = [1.302622675895691, 2.8885908126831055, 3.6807713508605957]
    let masking = [
      [-0.18950104713439941, -5.962151050567627, -4.31834602355957],
      [2.5655593872070312, 0.34406712651252747, -2.719646453857422],
      [3.8118371963500977, -1.0051705837249756, -0.5193376541137695],
    ]
    let masks = (0..<3).map { channel in
      blurred(map2(contrasts[channel].ours, contrasts[channel].theirs) { min(abs($0), abs($1)) })
        .map { $0.map { safe($0 * pow(10, -0.7954971194267273), powers[channel]) } }
    }
    let most = pow(10, 2.5642454624176025)
    return (0..<3).map { channel in
      (0..<height).map { y in
        (0..<width).map { x in
          let mask = (0..<3).reduce(1.0) { $0 + exp2(masking[$1][channel]) * masks[$1][y][x] }
          let difference = abs(contrasts[channel].theirs[y][x] - contrasts[channel].ours[y][x])
          let masked = safe(difference, 2.264355182647705) / mask
          return most * masked / (most + masked)
        }
      }
    }
  }

  static func map2(_ a: Grid, _ b: Grid, _ body: (Double, Double) -> Double) -> Grid {
    zip(a, b).map { zip($0, $1).map(body) }
  }

  static func blurred(_ grid: Grid) -> Grid {
    guard grid.count > 6 && grid[0].count > 6 else { return grid }
    let raw = (-6...6).map { exp(-Double($0 * $0) / 18) }
    let taps = raw.map { $0 / raw.reduce(0, +) }
    func along(_ line: [Double]) -> [Double] {
      line.indices.map { x in
        (0..<13).reduce(0.0) { sum, tap in
          let index = abs(x + tap - 6)
          return sum + taps[tap] * line[index < line.count ? index : 2 * (line.count - 1) - index]
        }
      }
    }
    return transposed(transposed(grid).map(along)).map(along)
  }

  /// Linear between the grid's logarithms: frequency first.
  static func sensitivity(_ frequency: Double, _ luminance: Double, _ table: [Float]) -> Double {
    let frequencies = (0..<32).map { log10(0.1 * pow(640, Double($0) / 31)) }
    let x = log10(frequency)
    let row = min(max((frequencies.firstIndex { $0 >= x } ?? 32) - 1, 0), 30)
    let part = (x - frequencies[row]) / (frequencies[row + 1] - frequencies[row])
    let values = (0..<32).map { column in
      let (a, b) = (Double(table[row * 32 + column]), Double(table[(row + 1) * 32 + column]))
      return a + (b - a) * part
    }
    let place = min(max((log10(luminance) - log10(0.005)) / (4 - log10(0.005)) * 31, 0), 31)
    let column = min(Int(place), 30)
    let value = values[column] + (values[column + 1] - values[column]) * (place - Double(column))
    return pow(10, value - 0.2797423303127289 / 20)
  }
}
