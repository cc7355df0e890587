import AuditRecord
import Glibc
import MetricKit
import Raster

/// SSIMULACRA 2.1: structure, added edges and lost edges in XYB, at six scales.
///
/// Measures how much of a whole picture, luma and chroma, was changed where people look: at each of six scales (halved in
/// linear light) R'G'B' is taken to XYB; each of X, Y and B gives three error maps (see `SSIMULACRA2Scale`), each map a
/// mean and a 4-norm. With the weights w of these 108 norms
///
///     s = 0.9562… · Σ w·norm,    t = 2.3267…·s − 0.0208…·s² + 6.248…e-5·s³
///     score = 100 − 10·t^0.6276…   (100 where t ≤ 0)
///
/// Scales stop after the first whose smaller side is below 8; the remaining norms then take the weights in order, so a
/// side below 113 pixels is scored with other weights than a larger one, as the authors' program does.
///
/// Source: J. Sneyers, SSIMULACRA 2 (Cloudinary, 2022; version 2.1 of April 2023), whose weights were tuned on CID22,
/// TID2013, KADID-10k and KonFiG-IQA. Range −∞…100, 100 for identical pictures; not symmetric. Higher is better: 90
/// cannot be told from the reference, 70 is high quality, 50 medium, 30 low. Colour management, transparency and HDR of
/// the authors' program are left out: pictures are sRGB.
public struct SSIMULACRA2: QualityMetric {
  /// SSIMULACRA 2.1 with the authors' weights.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "ssimulacra2", title: "SSIMULACRA 2", unit: "points", direction: .higherIsBetter, range: (-.infinity)...100,
    panel: PanelRole(.whole, votes: true, bytesPerPixel: 50), reads: .rgb, isSymmetric: false, smallestSide: 8,
    limit: nil, family: "ssimulacra2", citation: "Sneyers, SSIMULACRA 2.1 (Cloudinary, 2023)")

  /// Computes the reference's colours, local means and variances at all scales.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Self.scales(reference).map { $0.map { SSIMULACRA2Scale($0) } }) { sides, distorted in
      Self.score(zip(sides, Self.scales(distorted)).map { zip($0, $1).map { $0.norms($1) } })
    }
  }

  private static let scaleCount = 6
  /// A scale is halved as long as its smaller side has at least this many pixels.
  private static let smallestHalvedSide = 8

  /// X, Y and B of each scale, the largest first.
  private static func scales(_ picture: Picture) -> some Sequence<[PaddedPlane<Float>]> {
    sequence(first: LinearLight(BT709.rgbPlanes(of: picture))) { light in
      min(light.width, light.height) >= smallestHalvedSide ? light.halved() : nil
    }
    .prefix(scaleCount).lazy.map { light in
      let colours = XYB(light)
      return [colours.x, colours.y, colours.b]
    }
  }

  /// The score from the norms of each scale's X, Y and B.
  private static func score(_ norms: [[[Double]]]) -> Double {
    var weights = ssimulacra2Weights[...]
    var sum = 0.0
    for colour in 0..<3 {
      for scale in norms { for value in scale[colour] { sum += weights.removeFirst() * value } }
    }
    let s = sum * 0.956_238_261_683_484_4
    let t = (6.248_496_625_763_138e-05 * s - 0.020_884_521_182_843_837) * s * s + 2.326_765_642_916_932 * s
    return t > 0 ? 100 - 10 * pow(t, 0.627_633_646_783_138_7) : 100
  }
}
