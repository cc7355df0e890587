import Raster

/// Whether a decoded picture may be compared with its reference at all: the metric can be gamed by the protocol too, by
/// common padding, another geometry or a wrong range flag.
enum GateProtocol {
  /// Rows or columns of one colour from which a border counts as padding.
  static let paddingWidth = 8

  /// Why the pair may not be compared; nil when it may.
  static func violation(reference: RGBImage, decoded: RGBImage) -> String? {
    guard reference.width == decoded.width, reference.height == decoded.height else {
      return "protocol: is \(decoded.width)×\(decoded.height), its reference \(reference.width)×\(reference.height)"
    }
    let padding = min(commonBorder(reference), commonBorder(decoded))
    if padding >= paddingWidth {
      return
        "protocol: picture and reference share a border of one colour, \(padding) pixels wide, which lifts scores; "
        + "crop it from both"
    }
    return range(reference: reference, decoded: decoded)
  }

  /// The width of the widest border of one colour that lies on two opposite sides: the smaller of the two.
  /// - Complexity: O(width · height)
  static func commonBorder(_ image: RGBImage) -> Int {
    func isFlat(_ indices: some Sequence<Int>) -> Bool {
      var first: (UInt16, UInt16, UInt16)?
      for index in indices {
        let sample = (image.red.samples[index], image.green.samples[index], image.blue.samples[index])
        if let first {
          // A codec may move a flat colour by a level or two.
          let moved = [(first.0, sample.0), (first.1, sample.1), (first.2, sample.2)].contains {
            abs(Int($0) - Int($1)) > 2
          }
          if moved { return false }
        } else {
          first = sample
        }
      }
      return true
    }
    func run(_ positions: some Sequence<Int>, _ flat: (Int) -> Bool) -> Int {
      var count = 0
      for position in positions {
        guard flat(position) else { break }
        count += 1
      }
      return count
    }
    let (width, height) = (image.width, image.height)
    func row(_ y: Int) -> Bool { isFlat(y * width..<(y + 1) * width) }
    func column(_ x: Int) -> Bool { isFlat(stride(from: x, to: width * height, by: width)) }
    let vertical = min(run(0..<height, row), run((0..<height).reversed(), row))
    let horizontal = min(run(0..<width, column), run((0..<width).reversed(), column))
    return max(vertical, horizontal)
  }

  /// A decoded picture whose green samples follow the reference's by the line between limited and full range, and hardly
  /// stray from it, was decoded with the wrong range flag.
  private static func range(reference: RGBImage, decoded: RGBImage) -> String? {
    guard reference.bitDepth == 8, decoded.bitDepth == 8 else { return nil }
    let x = reference.green.samples
    let y = decoded.green.samples
    let count = Double(x.count)
    var (sumX, sumY, sumXX, sumXY, sumYY) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in x.indices {
      let (a, b) = (Double(x[index]), Double(y[index]))
      sumX += a
      sumY += b
      sumXX += a * a
      sumXY += a * b
      sumYY += b * b
    }
    let varianceX = sumXX / count - sumX / count * (sumX / count)
    let varianceY = sumYY / count - sumY / count * (sumY / count)
    let covariance = sumXY / count - sumX / count * (sumY / count)
    guard varianceX > 100, varianceY > 0 else { return nil }
    let correlation = covariance / (varianceX * varianceY).squareRoot()
    let slope = covariance / varianceX
    let offset = sumY / count - slope * sumX / count
    guard correlation > 0.98 else { return nil }
    // Full range shown as limited: 16 + 219/255·x; limited shown as full: the inverse.
    let narrowed = abs(slope - 219.0 / 255) < 0.02 && abs(offset - 16) < 4
    let widened = abs(slope - 255.0 / 219) < 0.03 && abs(offset + 16 * 255 / 219.0) < 5
    guard narrowed || widened else { return nil }
    return "protocol: has another range than its reference (limited shown as full, or full as limited)"
  }
}
