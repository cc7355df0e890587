import Raster

/// A pair of synthetic images on which reference programs were run and recorded.
public struct ReferencePair: Sendable {
  /// A name for files and messages.
  public let name: String
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Seed of the scene.
  public let seed: UInt64
  /// Whether the three channels are equal.
  public let grey: Bool
  /// Bits a sample has.
  public let bitDepth: Int
  /// What makes the distorted image.
  public let distortion: TestDistortion

  /// The undistorted image.
  public var reference: RGBImage {
    TestScene.image(width: width, height: height, seed: seed, grey: grey, bitDepth: bitDepth)
  }
  /// The degraded image.
  public var distorted: RGBImage { distortion.applied(to: reference) }

  /// The pairs, in the order in which they were recorded.
  public static let all: [ReferencePair] = {
    let sizes = [(256, 192), (203, 178), (189, 200), (240, 171)]
    let distortions: [(String, TestDistortion)] = [
      ("blur1", .blur(passes: 1)), ("blur6", .blur(passes: 6)), ("noise4", .noise(deviation: 4, seed: 71)),
      ("noise20", .noise(deviation: 20, seed: 72)), ("blocks10", .blocks(step: 10)), ("blocks50", .blocks(step: 50)),
      ("contrast", .contrast(gain: 0.8)), ("desaturate", .desaturate(share: 0.5)), ("shift", .shift(levels: 9)),
      ("sharpen", .sharpen(amount: 1.2)),
    ]
    var pairs: [ReferencePair] = []
    for (index, (name, distortion)) in distortions.enumerated() {
      for variant in 0..<4 {
        let (width, height) = sizes[(index + variant) % sizes.count]
        let grey = variant == 2
        let bitDepth = variant == 3 ? 16 : 8
        pairs.append(
          ReferencePair(
            name: "\(name)-\(width)x\(height)\(grey ? "-grey" : "")\(bitDepth == 16 ? "-16bit" : "")", width: width,
            height: height, seed: UInt64(100 + index * 4 + variant), grey: grey, bitDepth: bitDepth,
            distortion: distortion))
      }
    }
    return pairs
  }()
}
