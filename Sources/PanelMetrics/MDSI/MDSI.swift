import AuditRecord
import MetricKit
import Raster

/// Mean deviation similarity index.
///
/// Measures how unevenly edges and colours suffer. R'G'B' is reduced to about 256 samples a side and turned to L, H, M. With
/// Prewitt magnitudes r (reference), d (distorted) and f (of the mean of both) and `S_c(a, b) = (2ab + c)/(a² + b² + c)`,
///
///     GS = S_140(r, d) + S_55(d, f) − S_55(r, f)
///     CS = (2·(H_r·H_d + M_r·M_d) + 550) / (H_r² + H_d² + M_r² + M_d² + 550)
///     q  = (0.6·GS + 0.4·CS)^¼,   MDSI = (mean |q − mean q|)^¼
///
/// where the root of a negative number is the complex one.
///
/// Source: H. Ziaei Nafchi, A. Shahkolaei, R. Hedjam, M. Cheriet, "Mean deviation similarity index: efficient and reliable
/// full-reference image quality evaluator", IEEE Access 4 (2016), equations 3 to 10; agrees with the authors' `MDSI.m` and
/// with `piq.mdsi`. Range 0…1, 0 for identical pictures, not symmetric. Lower is better.
public struct MDSI: QualityMetric {
  /// MDSI with the paper's constants.
  public init() {}

  /// What the metric is.
  public let descriptor = MetricDescriptor(
    id: "mdsi", title: "MDSI", unit: "", direction: .lowerIsBetter, range: 0...1,
    panel: PanelRole(.structure, votes: true, bytesPerPixel: 5), reads: .rgb, isSymmetric: false, smallestSide: 3,
    limit: .calibrated(0.029), family: "mdsi",
    citation: "Ziaei Nafchi, Shahkolaei, Hedjam, Cheriet, IEEE Access 4 (2016)")

  /// Computes the reference's gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try prepared(reference, Kernel(Planes(reference))) { $0.score(Planes($1)) }
  }
}

/// C1, C2 and C3 of the paper, section III, for samples of 0…255.
private let gradientConstant: Float = 140
private let fusedConstant: Float = 55
private let chromaConstant: Float = 550
/// α of the paper: the weight of the gradient's similarity.
private let gradientWeight: Float = 0.6

/// L, H and M of a picture, reduced.
private struct Planes {
  let luma: PaddedPlane<Float>
  let h: PaddedPlane<Float>
  let m: PaddedPlane<Float>

  /// Blocks of k×k begin (k − 1)/2 samples before the plane, and zeros stand around it: MATLAB's `conv2(…, 'same')`.
  init(_ picture: Picture) {
    let factor = BlockMeans.factor(width: picture.width, height: picture.height)
    let rgb = BT709.rgbPlanes(of: picture).pooled(by: factor, before: (factor - 1) / 2, after: factor / 2)
    luma = PaddedPlane(rgb.weighted(0.2989, 0.587, 0.114), margin: 1)
    h = PaddedPlane(rgb.weighted(0.3, 0.04, -0.35))
    m = PaddedPlane(rgb.weighted(0.34, -0.6, 0.17))
  }
}

/// The reference's gradient and chroma.
private struct Kernel: Sendable {
  private let rowLength: Int
  private let horizontal: [Float]
  private let vertical: [Float]
  private let h: PaddedPlane<Float>
  private let m: PaddedPlane<Float>

  init(_ planes: Planes) {
    let length = planes.luma.paddedWidth
    rowLength = length
    h = planes.h
    m = planes.m
    var horizontal = [Float](repeating: 0, count: length * planes.luma.height)
    var vertical = horizontal
    withMutablePointers(&horizontal, &vertical) { horizontal, vertical in
      GradientOperator.prewitt.forEachGroup(planes.luma) { y, x, gradient in
        horizontal.store(gradient.horizontal, y &* length &+ x)
        vertical.store(gradient.vertical, y &* length &+ x)
      }
    }
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// What is missing of `q` to 1, for eight positions: real and imaginary part.
  ///
  /// With `b = 1 − gap ≥ 0`, `1 − b^¼ = gap / ((1 + √b)·(1 + b^¼))`, which keeps its digits where the pictures are alike.
  @inline(__always)
  private func missing(_ gap: Vector) -> (re: Vector, im: Vector) {
    let one = Vector(repeating: 1)
    let zero = Vector(repeating: 0)
    let base = one - gap
    let root = base.magnitudes.squareRoot()
    let quarter = root.squareRoot()
    // √½: the fourth root of −1 lies at 45°.
    let turned = quarter * 0.707_106_781_186_547_5
    let isNegative = zero .> base
    let re = (gap / ((one + root) * (one + quarter))).replacing(with: one - turned, where: isNegative)
    return (re, zero.replacing(with: zero - turned, where: isNegative))
  }

  func score(_ distorted: Planes) -> Double {
    let length = rowLength
    let width = distorted.luma.width
    let height = distorted.luma.height
    let stride = h.stride
    var gaps = [Float](repeating: 0, count: length * height)
    let mask = RowMask<Float>(width: width)
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    withPointers(horizontal, vertical) { horizontal, vertical in
      withPointers(h.storage, m.storage, distorted.h.storage, distorted.m.storage) { rh, rm, dh, dm in
        withMutablePointers(&gaps) { gaps in
          GradientOperator.prewitt.forEachGroup(distorted.luma) { y, x, gradient in
            let index = y &* length &+ x
            let (across, down) = (horizontal.lanes(index), vertical.lanes(index))
            let r = norm((across, down))
            let d = norm(gradient)
            let f = norm(((across + gradient.horizontal) * 0.5, (down + gradient.vertical) * 0.5))
            let edges =
              dissimilarity(r, d, gradientConstant) + dissimilarity(d, f, fusedConstant)
              - dissimilarity(r, f, fusedConstant)
            let place = y &* stride &+ x
            let (h1, h2, m1, m2) = (rh.lanes(place), dh.lanes(place), rm.lanes(place), dm.lanes(place))
            let (toH, toM) = (h1 - h2, m1 - m2)
            let energy = (h1 * h1 + h2 * h2) + (m1 * m1 + m2 * m2) + chromaConstant
            let gap = edges * gradientWeight + (toH * toH + toM * toM) / energy * (1 - gradientWeight)
            gaps.store(gap, index)
            let part = missing(gap)
            row.0 = row.0 + part.re * mask(x)
            row.1 = row.1 + part.im * mask(x)
            if mask.isLast(x) { endRow(&row, into: &totals) }
          }
        }
      }
    }
    let count = Double(width * height)
    let mean = (totals.0 / count, totals.1 / count)
    return (deviation(gaps, mean: mean, width, height) / count).squareRoot().squareRoot()
  }

  /// `Σ |q − mean q|`.
  private func deviation(_ gaps: [Float], mean: (re: Double, im: Double), _ width: Int, _ height: Int) -> Double {
    let mask = RowMask<Float>(width: width)
    let re = Vector(repeating: Float(mean.re))
    let im = Vector(repeating: Float(mean.im))
    var total = 0.0
    withPointers(gaps) { gaps in
      for y in 0..<height {
        var row = Vector(repeating: 0)
        for x in registers(width) {
          let part = missing(gaps.lanes(y &* rowLength &+ x))
          let (a, b) = (part.re - re, part.im - im)
          let distance = (a * a + b * b).squareRoot()
          row = row + (mask.isLast(x) ? distance * mask(x) : distance)
        }
        total += Double(row.sum())
      }
    }
    return total
  }
}
