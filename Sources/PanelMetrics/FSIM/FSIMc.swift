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
  public let descriptor = MetricDescriptor(
    id: "fsimc", title: "FSIMc", unit: "", direction: .higherIsBetter, range: 0...1,
    panel: PanelRole(.colour, votes: false, bytesPerPixel: 13), reads: .rgb, isSymmetric: true, smallestSide: 16,
    limit: .calibrated(0.014), family: "fsim", citation: "Zhang, Zhang, Mou, Zhang, IEEE TIP 20 (2011)")

  /// Computes the reference's phase congruency, gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Side(Planes(reference))) { $0.score(Planes($1)) }
  }

  /// Y, I and Q (FCC 1953; the digits are those of MATLAB's `rgb2ntsc` as piq has them), reduced.
  private struct Planes {
    let luma: Plane<Float>
    let inPhase: PaddedPlane<Float>
    let quadrature: PaddedPlane<Float>

    init(_ picture: Picture) {
      let factor = BlockMeans.factor(width: picture.width, height: picture.height)
      let rgb = BT709.rgbPlanes(of: picture).pooled(by: factor, before: 0, after: 0)
      luma = rgb.weighted(0.299, 0.587, 0.114)
      inPhase = PaddedPlane(rgb.weighted(0.5959, -0.2746, -0.3213))
      quadrature = PaddedPlane(rgb.weighted(0.2115, -0.5227, 0.3112))
    }
  }

  private struct Side: Sendable {
    let kernel: FeatureSimilarity
    let inPhase: PaddedPlane<Float>
    let quadrature: PaddedPlane<Float>

    init(_ planes: Planes) {
      kernel = FeatureSimilarity(planes.luma)
      (inPhase, quadrature) = (planes.inPhase, planes.quadrature)
    }

    func score(_ planes: Planes) -> Double {
      let stride = inPhase.stride
      let (i, q) = (planes.inPhase.storage, planes.quadrature.storage)
      return withPointers(i, q, inPhase.storage, quadrature.storage) { i, q, ri, rq in
        kernel.score(planes.luma) { y, x in
          let index = y &* stride &+ x
          let first = similarity(ri.lanes(index), i.lanes(index), FSIMc.chromaConstant)
          let second = similarity(rq.lanes(index), q.lanes(index), FSIMc.chromaConstant)
          // The smallest normal number stands in for a product of 0.
          return (first * second).magnitudes.larger(Vector(repeating: .leastNormalMagnitude)).power(FSIMc.exponent)
        }
      }
    }
  }
}
