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
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "mdsi", title: "MDSI", unit: "", direction: .lowerIsBetter, range: 0...1,
      panel: PanelRole(.structure, votes: true, bytesPerPixel: 5), reads: .rgb, isSymmetric: false, smallestSide: 3,
      limit: .calibrated(0.029), family: "mdsi",
      citation: "Ziaei Nafchi, Shahkolaei, Hedjam, Cheriet, IEEE Access 4 (2016)")
  }

  /// Computes the reference's gradient and chroma.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    return Prepared(geometry: PictureGeometry(reference), kernel: Kernel(Planes(reference)))
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let kernel: Kernel

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      return Evaluation(score: kernel.score(Planes(distorted)))
    }
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
    horizontal.withUnsafeMutableBufferPointer { horizontal in
      vertical.withUnsafeMutableBufferPointer { vertical in
        guard let horizontal = horizontal.baseAddress, let vertical = vertical.baseAddress else { return }
        GradientOperator.prewitt.forEachGroup(planes.luma) { y, x, gradient in
          horizontal.store(gradient.horizontal, y &* length &+ x)
          vertical.store(gradient.vertical, y &* length &+ x)
        }
      }
    }
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// What is missing of `q` to 1, for eight positions: real and imaginary part.
  ///
  /// With `b = 1 − gap ≥ 0`, `1 − b^¼ = gap / ((1 + √b)·(1 + b^¼))`, which keeps its digits where the pictures are alike.
  @inline(__always)
  private func missing(_ gap: SIMD8<Float>) -> (re: SIMD8<Float>, im: SIMD8<Float>) {
    let one = SIMD8<Float>(repeating: 1)
    let zero = SIMD8<Float>(repeating: 0)
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
    let tail = laneMask(width - (width - 1) / 8 * 8, Float.self)
    let one = SIMD8<Float>(repeating: 1)
    let zero = SIMD8<Float>(repeating: 0)
    var gaps = [Float](repeating: 0, count: length * height)
    var sum = (re: 0.0, im: 0.0)
    var row = (re: zero, im: zero)
    horizontal.withUnsafeBufferPointer { horizontal in
      vertical.withUnsafeBufferPointer { vertical in
        forEachChroma(distorted) { rh, rm, dh, dm in
          gaps.withUnsafeMutableBufferPointer { gaps in
            guard let horizontal = horizontal.baseAddress, let vertical = vertical.baseAddress,
              let gaps = gaps.baseAddress
            else { return }
            GradientOperator.prewitt.forEachGroup(distorted.luma) { y, x, gradient in
              let index = y &* length &+ x
              let (across, down) = (horizontal.lanes(index), vertical.lanes(index))
              let r = (across * across + down * down).squareRoot()
              let d = (gradient.horizontal * gradient.horizontal + gradient.vertical * gradient.vertical).squareRoot()
              let (fusedAcross, fusedDown) = ((across + gradient.horizontal) * 0.5, (down + gradient.vertical) * 0.5)
              let f = (fusedAcross * fusedAcross + fusedDown * fusedDown).squareRoot()
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
              let isLast = x &+ 8 >= width
              let mask = isLast ? tail : one
              row.re = row.re + part.re * mask
              row.im = row.im + part.im * mask
              if isLast {
                sum.re += Double(row.re.sum())
                sum.im += Double(row.im.sum())
                row = (zero, zero)
              }
            }
          }
        }
      }
    }
    let count = Double(width * height)
    return (deviation(gaps, mean: (sum.re / count, sum.im / count), width, height, tail) / count)
      .squareRoot().squareRoot()
  }

  /// `Σ |q − mean q|`.
  private func deviation(
    _ gaps: [Float], mean: (re: Double, im: Double), _ width: Int, _ height: Int, _ tail: SIMD8<Float>
  ) -> Double {
    let re = SIMD8<Float>(repeating: Float(mean.re))
    let im = SIMD8<Float>(repeating: Float(mean.im))
    var total = 0.0
    gaps.withUnsafeBufferPointer { gaps in
      guard let gaps = gaps.baseAddress else { return }
      for y in 0..<height {
        var row = SIMD8<Float>(repeating: 0)
        var x = 0
        while x < width {
          let part = missing(gaps.lanes(y &* rowLength &+ x))
          let (a, b) = (part.re - re, part.im - im)
          let distance = (a * a + b * b).squareRoot()
          row = row + (x &+ 8 >= width ? distance * tail : distance)
          x &+= 8
        }
        total += Double(row.sum())
      }
    }
    return total
  }

  /// Lends the chroma planes of reference and distorted picture.
  @inline(__always)
  private func forEachChroma(
    _ distorted: Planes,
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    h.storage.withUnsafeBufferPointer { rh in
      m.storage.withUnsafeBufferPointer { rm in
        distorted.h.storage.withUnsafeBufferPointer { dh in
          distorted.m.storage.withUnsafeBufferPointer { dm in
            guard let rh = rh.baseAddress, let rm = rm.baseAddress, let dh = dh.baseAddress, let dm = dm.baseAddress
            else { return }
            body(rh, rm, dh, dm)
          }
        }
      }
    }
  }
}
