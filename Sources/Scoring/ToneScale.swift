import AuditRecord

/// A change of tone and what people's scores say of it.
public struct ToneFinding: Codable, Sendable, Equatable {
  /// The contrast of the picture over the reference's, as the match takes it: above 1 where it was raised.
  public var contrast: Double
  /// How far the picture's mean luma lies above the reference's, in levels of 0…255.
  public var shift: Double
  /// What three photographs in four lose by it at least, in points of VMAF.
  public var loss: Double
  /// How far the picture scores above its reference's score less that loss, in points of the audited metric: positive when
  /// the metric overlooks what people mind. Nil for a metric that is no VMAF: people's scores were not read on its scale.
  public var points: Double?
}

/// What a change of tone alone is worth on one image.
///
/// The losses are those of TID2013's mean shifts and contrasts (docs/method.md, "Tone"), on the scale of JPEG encodes of equal
/// opinion. Photographs differ much, so what counts is what three in four lose at least; beyond the changes that people
/// were shown, nothing more is lost.
struct ToneScale: Sendable {
  /// What the reference scores.
  private let top: Double
  private let knowsPoints: Bool

  /// - Returns: nil for an image without a ladder that has its reference on top.
  init?(ladders: [LadderRecord], metric: MetricInfo) {
    let tops = ladders.compactMap { $0.rungs.last { $0.quality == nil }?.score }.filter(\.isFinite)
    guard let top = tops.first else { return nil }
    self.top = top
    knowsPoints = metric.family == "vmaf"
  }

  /// What a picture's change of tone says; nil where tone was not matched.
  func finding(of picture: CaseMeasurement.Scored) -> ToneFinding? {
    guard let tone = picture.tone else { return nil }
    let contrast = 1 / tone.gain
    let loss = Self.loss(shift: tone.shift, contrast: contrast)
    return ToneFinding(
      contrast: contrast, shift: tone.shift, loss: loss, points: knowsPoints ? picture.score - (top - loss) : nil)
  }

  /// What people take off, the larger of what shift and contrast cost: lower quartile over 12 photographs, straight lines
  /// between the changes that were shown.
  static func loss(shift: Double, contrast: Double) -> Double {
    max(
      line(through: shift < 0 ? darker : brighter, at: abs(shift)),
      line(through: contrast < 1 ? lowered : raised, at: abs(contrast - 1)))
  }

  /// Levels of 0…255, and points.
  private static let darker = [(0.0, 0.0), (6, 2.5), (20, 5.9), (40, 17.7)]
  private static let brighter = [(0.0, 0.0), (10, 2.6), (30, 10.4)]
  /// Distance of the contrast from 1, and points.
  private static let lowered = [(0.0, 0.0), (0.1, 6.7), (0.25, 21.4), (0.5, 34.0)]
  private static let raised = [(0.0, 0.0), (0.16, 0.6), (0.34, 0.7)]

  private static func line(through points: [(x: Double, y: Double)], at x: Double) -> Double {
    guard let after = points.firstIndex(where: { $0.x >= x }) else { return points.last?.y ?? 0 }
    guard after > 0 else { return points[after].y }
    let (a, b) = (points[after - 1], points[after])
    return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
  }
}
