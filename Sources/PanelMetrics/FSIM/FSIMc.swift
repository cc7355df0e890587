import AuditRecord
import MetricKit
import Raster

/// Feature similarity with colour.
///
/// FSIM of the NTSC's Y of R'G'B', times `|S_I·S_Q|^0.03` at each position, where S_I and S_Q compare the chroma planes I and
/// Q, `S = (2·a·b + 200)/(a² + b² + 200)`. The exponent leaves colour little weight: half the saturation costs about 0.01.
///
/// Source: L. Zhang, L. Zhang, X. Mou, D. Zhang, "FSIM: a feature similarity index for image quality assessment", IEEE TIP 20
/// (2011), equations 8 to 11; agrees with `piq.fsim`. Range 0…1, 1 for identical pictures, symmetric. Higher is better.
/// The paper takes the real part of a negative product's power; as in piq, this takes the power of its magnitude.
public struct FSIMc: QualityMetric {
  /// T3 and T4 of the paper, and its λ.
  private static let chromaConstant: Float = 200
  private static let exponent: Float = 0.03

  /// FSIMc with the paper's constants.
  public init() {}

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "fsimc", title: "FSIMc", unit: "", direction: .higherIsBetter, range: 0...1,
      panel: PanelRole(.colour, votes: false, bytesPerPixel: 13), reads: .rgb, isSymmetric: true, smallestSide: 16,
      limit: .calibrated(0.014), family: "fsim", citation: "Zhang, Zhang, Mou, Zhang, IEEE TIP 20 (2011)")
  }

  /// Computes the reference's phase congruency, gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    let factor = BlockMeans.factor(width: reference.width, height: reference.height)
    let planes = Planes(reference, factor)
    return Prepared(
      geometry: PictureGeometry(reference), factor: factor, kernel: FeatureSimilarity(planes.luma),
      inPhase: PaddedPlane(planes.inPhase),
      quadrature: PaddedPlane(planes.quadrature))
  }

  /// Y, I and Q (FCC 1953; the digits are those of MATLAB's `rgb2ntsc` as piq has them), reduced.
  private struct Planes {
    let luma: Plane<Float>
    let inPhase: Plane<Float>
    let quadrature: Plane<Float>

    init(_ picture: Picture, _ factor: Int) {
      let rgb = BT709.rgbPlanes(of: picture).pooled(by: factor, before: 0, after: 0)
      luma = rgb.weighted(0.299, 0.587, 0.114)
      inPhase = rgb.weighted(0.5959, -0.2746, -0.3213)
      quadrature = rgb.weighted(0.2115, -0.5227, 0.3112)
    }
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let factor: Int
    let kernel: FeatureSimilarity
    let inPhase: PaddedPlane<Float>
    let quadrature: PaddedPlane<Float>

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      let planes = Planes(distorted, factor)
      let i = PaddedPlane(planes.inPhase)
      let q = PaddedPlane(planes.quadrature)
      let one = SIMD8<Float>(repeating: 1)
      let stride = i.stride
      let score = i.storage.withUnsafeBufferPointer { i in
        q.storage.withUnsafeBufferPointer { q in
          inPhase.storage.withUnsafeBufferPointer { ri in
            quadrature.storage.withUnsafeBufferPointer { rq -> Double in
              guard let i = i.baseAddress, let q = q.baseAddress, let ri = ri.baseAddress, let rq = rq.baseAddress
              else {
                return .nan
              }
              return kernel.score(planes.luma) { y, x in
                let index = y &* stride &+ x
                let first = one - dissimilarity(ri.lanes(index), i.lanes(index), FSIMc.chromaConstant)
                let second = one - dissimilarity(rq.lanes(index), q.lanes(index), FSIMc.chromaConstant)
                // The smallest normal number stands in for a product of 0.
                return (first * second).magnitudes.larger(SIMD8(repeating: .leastNormalMagnitude)).power(FSIMc.exponent)
              }
            }
          }
        }
      }
      return Evaluation(score: score)
    }
  }
}
