import Raster

@testable import HonestCodecs

/// The 9/7 wavelet line by line: the twin of the kernels that lift whole registers and strips of columns.
enum PlainWavelet97 {
  static func forward(_ plane: inout Plane<Float>, levels: Int) {
    var (width, height) = (plane.width, plane.height)
    for _ in 0..<levels {
      for y in 0..<height {
        let line = split(lifted((0..<width).map { plane[$0, y] }), divides: true)
        for x in 0..<width { plane[x, y] = line[x] }
      }
      for x in 0..<width {
        let line = split(lifted((0..<height).map { plane[x, $0] }), divides: false)
        for y in 0..<height { plane[x, y] = line[y] }
      }
      (width, height) = ((width + 1) / 2, (height + 1) / 2)
    }
  }

  static func inverse(_ plane: inout Plane<Float>, levels: Int) {
    var sizes = [(plane.width, plane.height)]
    for level in 0..<levels { sizes.append(((sizes[level].0 + 1) / 2, (sizes[level].1 + 1) / 2)) }
    for (width, height) in sizes.dropLast().reversed() {
      for x in 0..<width {
        let line = lowered(joined((0..<height).map { plane[x, $0] }, divides: false))
        for y in 0..<height { plane[x, y] = line[y] }
      }
      for y in 0..<height {
        let line = lowered(joined((0..<width).map { plane[$0, y] }, divides: true))
        for x in 0..<width { plane[x, y] = line[x] }
      }
    }
  }

  /// All four lifting steps of a line.
  private static func lifted(_ line: [Float]) -> [Float] {
    var line = line
    for (index, weight) in Wavelet97.steps.enumerated() { lift(&line, weight, from: 1 - index % 2) }
    return line
  }

  /// The steps taken back.
  private static func lowered(_ line: [Float]) -> [Float] {
    var line = line
    for (index, weight) in Wavelet97.steps.enumerated().reversed() { lift(&line, -weight, from: 1 - index % 2) }
    return line
  }

  private static func lift(_ line: inout [Float], _ weight: Float, from first: Int) {
    guard line.count > 1 else { return }
    for index in stride(from: first, to: line.count, by: 2) {
      let before = index > 0 ? index - 1 : 1
      let after = index + 1 < line.count ? index + 1 : index - 1
      line[index] += weight * (line[before] + line[after])
    }
  }

  /// Even samples before odd ones, with their gains. Along a row odd samples are divided, down a column multiplied by the
  /// rounded reciprocal.
  private static func split(_ line: [Float], divides: Bool) -> [Float] {
    guard line.count > 1 else { return line }
    let gain = Wavelet97.lowGain
    let low = stride(from: 0, to: line.count, by: 2).map { line[$0] * gain }
    return low + stride(from: 1, to: line.count, by: 2).map { divides ? line[$0] / gain : line[$0] * (1 / gain) }
  }

  private static func joined(_ line: [Float], divides: Bool) -> [Float] {
    guard line.count > 1 else { return line }
    let gain = Wavelet97.lowGain
    let low = (line.count + 1) / 2
    return line.indices.map { index in
      index % 2 == 1
        ? line[low + index / 2] * gain : divides ? line[index / 2] / gain : line[index / 2] * (1 / gain)
    }
  }
}
