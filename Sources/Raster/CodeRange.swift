/// What the code values of Y'CbCr span. The raw values are the words of Y4M's tag `XCOLORRANGE`.
public enum CodeRange: String, Sendable {
  /// 0 to the largest code value.
  case full = "FULL"
  /// Luma 16 to 235, chroma 16 to 240, times 2^(bits − 8).
  case limited = "LIMITED"

  /// The code value of black, or of no colour, and how many code values stand for 1.
  func span(bitDepth: Int, isChroma: Bool) -> (zero: Double, width: Double) {
    let step = Double(1 << (bitDepth - 8))
    switch self {
    case .full: return (isChroma ? 128 * step : 0, 256 * step - 1)
    case .limited: return ((isChroma ? 128 : 16) * step, (isChroma ? 224 : 219) * step)
    }
  }
}

/// A line from code values of one range to those of another (ITU-R BT.709-6, item 4; BT.2100-2, table 9).
struct RangeLine {
  let factor: Double
  let offset: Double
  /// The largest code value.
  private let peak: Double

  /// - Parameter isChroma: whether the samples lie around the middle code value.
  init(from source: CodeRange, to target: CodeRange, bitDepth: Int, isChroma: Bool) {
    peak = Double((1 << bitDepth) - 1)
    let from = source.span(bitDepth: bitDepth, isChroma: isChroma)
    let to = target.span(bitDepth: bitDepth, isChroma: isChroma)
    factor = to.width / from.width
    offset = to.zero - from.zero * factor
  }

  /// The samples on the line, rounded to code values.
  func codes(_ plane: Plane<Float>) -> Plane<Float> {
    plane.map { Float(min(max((Double($0) * factor + offset + 0.5).rounded(.down), 0), peak)) }
  }
}

extension Picture {
  /// The picture with code values of another range, rounded, the depth as it is. R', G' and B' are those of the picture
  /// before: nothing is rounded on their way.
  /// - Complexity: O(width · height); O(1) where the range is the same
  public func converted(to target: CodeRange) -> Picture {
    guard target != range else { return self }
    let luma = RangeLine(from: range, to: target, bitDepth: bitDepth, isChroma: false).codes(self.luma)
    let line = RangeLine(from: range, to: target, bitDepth: bitDepth, isChroma: true)
    let chroma = self.chroma.map { Chroma(cb: line.codes($0.cb), cr: line.codes($0.cr)) }
    return Picture(luma: luma, chroma: chroma, colourOf: self, range: target)
  }
}
