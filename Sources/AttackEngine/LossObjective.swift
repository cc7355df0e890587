import Losses
import QualityMetrics
import Raster

/// A loss in the place of the audited metric, so that the attacks run on it: they maximise minus the loss.
///
/// Luma attacks move all channels by grey steps and leave chroma as the start has it, so the loss is differentiated with
/// respect to luma, its chroma planes held. Scores are exact values of the loss for the picture as it is written.
public struct LossObjective: Sendable {
  /// The loss in the words of a metric: lower is better, no upper end.
  public let descriptor: MetricDescriptor
  private let prepared: any PreparedLoss

  /// A loss against one reference.
  /// - Throws: `MetricError` for a reference that one of the loss's terms cannot take, or that has no colour.
  public init(_ loss: any Loss, reference: Picture) throws(MetricError) {
    descriptor = MetricDescriptor(
      id: loss.id, title: loss.summary, unit: "", direction: .lowerIsBetter, range: -Double.infinity...Double.infinity,
      panel: nil, reads: [.luma, .chroma], isSymmetric: false, smallestSide: 1, limit: nil, family: "loss",
      citation: "")
    prepared = try loss.prepare(try YCbCrPlanes(reference, for: loss.id))
  }

  /// The loss of a picture.
  public func value(_ picture: Picture) throws(MetricError) -> Double {
    try prepared.value(try YCbCrPlanes(picture, for: descriptor.id))
  }

  /// The problem that attacks solve from a start.
  /// - Throws: `AttackError.metric` for a start without colour.
  public func problem(reference: RGBImage, start: RGBImage) throws(AttackError) -> AttackProblem {
    let planes: YCbCrPlanes
    do throws(MetricError) { planes = try YCbCrPlanes(BT709.picture(start), for: descriptor.id) } catch {
      throw AttackError.metric(error)
    }
    return try AttackProblem(
      reference: reference, start: start, descriptor: descriptor, metric: Exact(objective: self),
      steering: Steering(loss: prepared, chroma: planes))
  }

  private struct Exact: PreparedMetric {
    let objective: LossObjective

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      Evaluation(score: try objective.value(distorted))
    }
  }

  /// The loss as a function of luma.
  private struct Steering: LumaDifferentiable {
    let loss: any PreparedLoss
    let chroma: YCbCrPlanes

    private func planes(_ luma: Plane<Float>) -> YCbCrPlanes { YCbCrPlanes(y: luma, cb: chroma.cb, cr: chroma.cr) }

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double { try loss.value(planes(luma)) }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      let (value, gradient) = try loss.valueAndGradient(planes(luma))
      return (value, gradient.y)
    }
  }
}

extension YCbCrPlanes {
  /// The planes of a picture with colour at full resolution.
  fileprivate init(_ picture: Picture, for loss: String) throws(MetricError) {
    guard let chroma = picture.chroma, chroma.cb.width == picture.width, chroma.cb.height == picture.height,
      picture.bitDepth == 8
    else { throw MetricError.missingPlanes(metric: loss, needs: "8-bit chroma at full resolution") }
    self.init(y: picture.luma8, cb: chroma.cb, cr: chroma.cr)
  }
}
