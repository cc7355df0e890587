import Raster

/// A degraded photograph of the shared development set, whole or cut to an odd size, on which reference programs were run
/// and recorded.
public struct PhotographPair: Sendable {
  /// A name for files and messages.
  public let name: String
  /// Where the photograph is in the shared folder.
  public let path: String
  /// Whether it is cut to 387×311 pixels.
  public let isCut: Bool
  /// What makes the distorted image.
  public let distortion: TestDistortion

  /// The pair for a photograph that was read.
  public func images(of photograph: RGBImage) -> (reference: RGBImage, distorted: RGBImage) {
    let reference = isCut ? photograph.cropped(x: 101, y: 57, width: 387, height: 311) : photograph
    return (reference, distortion.applied(to: reference))
  }

  /// The pairs, in the order in which they were recorded: every photograph whole and cut, each with a degradation of its
  /// own.
  public static let all: [PhotographPair] = {
    let photographs = ["01", "02", "03", "04", "06", "08", "10", "11", "13", "16", "18", "20"]
    let distortions: [(String, TestDistortion)] = [
      ("blocks4", .blocks(step: 4)), ("blur2", .blur(passes: 2)), ("noise3", .noise(deviation: 3, seed: 81)),
      ("sharpen", .sharpen(amount: 0.7)), ("blocks16", .blocks(step: 16)), ("blur10", .blur(passes: 10)),
      ("noise12", .noise(deviation: 12, seed: 82)), ("desaturate", .desaturate(share: 0.3)),
      ("blocks64", .blocks(step: 64)), ("contrast", .contrast(gain: 0.85)), ("shift", .shift(levels: 4)),
      ("blocks1", .blocks(step: 1)), ("noise1", .noise(deviation: 1, seed: 83)),
    ]
    return photographs.indices.flatMap { index in
      [false, true].map { isCut in
        let (name, distortion) = distortions[(index * 2 + (isCut ? 1 : 0)) % distortions.count]
        return PhotographPair(
          name: "kodim\(photographs[index])\(isCut ? "-387x311" : "")-\(name)",
          path: "images/dev/kodim\(photographs[index]).png", isCut: isCut, distortion: distortion)
      }
    }
  }()
}
