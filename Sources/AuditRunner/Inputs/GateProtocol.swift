import Raster

/// Whether a decoded picture may be compared with its reference at all: the metric can be gamed by the protocol too, by
/// common padding, another geometry or a wrong range flag.
enum GateProtocol {
  /// Rows or columns of one colour from which a border counts as padding.
  static let paddingWidth = 8
  /// Levels by which a codec may move the samples of a flat colour.
  static let flatTolerance = 2

  /// Why the pair may not be compared; nil when it may.
  static func violation(reference: RGBImage, decoded: RGBImage) -> String? {
    guard reference.width == decoded.width, reference.height == decoded.height else {
      return "protocol: is \(decoded.width)×\(decoded.height), its reference \(reference.width)×\(reference.height)"
    }
    let padding = min(
      reference.flatBorder(tolerance: flatTolerance), decoded.flatBorder(tolerance: flatTolerance))
    if padding >= paddingWidth {
      return
        "protocol: picture and reference share a border of one colour, \(padding) pixels wide, which lifts scores; "
        + "crop it from both"
    }
    return range(reference: reference, decoded: decoded)
  }

  /// A decoded picture whose green samples follow the reference's by the line between limited and full range, and hardly
  /// stray from it, was decoded with the wrong range flag.
  private static func range(reference: RGBImage, decoded: RGBImage) -> String? {
    guard reference.bitDepth == 8, decoded.bitDepth == 8 else { return nil }
    let fit = LinearFit(from: reference.green, to: decoded.green)
    guard fit.variance > 100, fit.correlation > 0.98 else { return nil }
    // Full range shown as limited: 16 + 219/255·x; limited shown as full: the inverse.
    let narrowed = abs(fit.slope - 219.0 / 255) < 0.02 && abs(fit.offset - 16) < 4
    let widened = abs(fit.slope - 255.0 / 219) < 0.03 && abs(fit.offset + 16 * 255 / 219.0) < 5
    guard narrowed || widened else { return nil }
    return "protocol: has another range than its reference (limited shown as full, or full as limited)"
  }
}
