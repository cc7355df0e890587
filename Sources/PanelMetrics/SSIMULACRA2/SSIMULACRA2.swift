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
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "ssimulacra2", title: "SSIMULACRA 2", unit: "points", direction: .higherIsBetter, range: (-.infinity)...100,
      panel: PanelRole(.whole, votes: true, bytesPerPixel: 50), reads: .rgb, isSymmetric: false, smallestSide: 8,
      limit: nil, family: "ssimulacra2", citation: "Sneyers, SSIMULACRA 2.1 (Cloudinary, 2023)")
  }

  /// Computes the reference's colours, local means and variances at all scales.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    var scales: [[SSIMULACRA2Scale]] = []
    Self.forEachScale(reference) { planes in scales.append(planes.map { SSIMULACRA2Scale($0) }) }
    return Prepared(geometry: PictureGeometry(reference), scales: scales)
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    /// Scale → X, Y, B.
    let scales: [[SSIMULACRA2Scale]]

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      var norms: [[SSIMULACRA2Scale.MapNorms]] = []
      SSIMULACRA2.forEachScale(distorted) { planes in
        norms.append(zip(scales[norms.count], planes).map { $0.norms($1) })
      }
      return Evaluation(score: SSIMULACRA2.score(norms))
    }
  }

  private static let scaleCount = 6
  /// A scale is halved as long as its smaller side has at least this many pixels.
  private static let smallestHalvedSide = 8

  /// Visits X, Y and B of each scale, the largest first.
  private static func forEachScale(_ picture: Picture, _ body: ([PaddedPlane<Float>]) -> Void) {
    var light = LinearLight(BT709.rgbPlanes(of: picture))
    for scale in 0..<scaleCount {
      if scale > 0 {
        guard min(light.width, light.height) >= smallestHalvedSide else { break }
        light = light.halved()
      }
      let colours = XYB(light)
      body([colours.x, colours.y, colours.b])
    }
  }

  /// The score from the norms of each scale's X, Y and B.
  private static func score(_ norms: [[SSIMULACRA2Scale.MapNorms]]) -> Double {
    var weights = ssimulacra2Weights[...]
    var sum = 0.0
    for colour in 0..<3 {
      for scale in norms {
        let maps = [scale[colour].structure, scale[colour].artefact, scale[colour].lost]
        for value in maps.map(\.mean) + maps.map(\.fourth) { sum += weights.removeFirst() * value }
      }
    }
    let s = sum * 0.956_238_261_683_484_4
    let t = (6.248_496_625_763_138e-05 * s - 0.020_884_521_182_843_837) * s * s + 2.326_765_642_916_932 * s
    return t > 0 ? 100 - 10 * pow(t, 0.627_633_646_783_138_7) : 100
  }
}
