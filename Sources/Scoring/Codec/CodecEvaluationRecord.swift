import AuditRecord

/// Rate–distortion points of a checkpoint and of ordinary codecs on a dataset, and the differences in rate between them.
public struct CodecEvaluationRecord: Codable, Sendable, Equatable {
  /// The difference in rate of the learned codec to an anchor at equal values of one metric.
  public struct Difference: Codable, Sendable, Equatable {
    /// The anchor.
    public var anchor: String
    /// The metric.
    public var metric: String
    /// Mean over the images of per cent of rate; negative when the learned codec saves; nil when no image could tell.
    public var meanPercent: Double?
    /// Images behind the mean.
    public var images: Int
  }

  /// How the checkpoint came to be.
  public var checkpoint: String
  /// All points, in the order of the images.
  public var points: [CodecEvaluationLine.Point]
  /// One entry for each anchor and metric.
  public var differences: [Difference]
  /// Images that could not be used, with the reason.
  public var failures: [String]
  /// How much is there when something is missing; nil in a finished record.
  public var unfinished: Unfinished?
}

extension CodecEvaluationRecord {
  /// What the points of an evaluation amount to: a function of the record alone.
  /// - Parameters:
  ///   - lines: in the order of the images.
  ///   - anchors: the codecs that the learned one is held against.
  public init(_ request: CodecEvaluationRequest, header: RunHeader, lines: [CodecEvaluationLine], anchors: [String]) {
    checkpoint = request.checkpoint
    points = lines.flatMap(\.points)
    differences = Self.differences(points, anchors: anchors, metrics: [header.metric] + header.panel)
    failures = lines.compactMap(\.failure?.reason)
  }

  /// Mean Bjøntegaard differences over the images; an image without a common range of quality does not count.
  private static func differences(
    _ points: [CodecEvaluationLine.Point], anchors: [String], metrics: [MetricInfo]
  ) -> [Difference] {
    let images = Dictionary(grouping: points, by: \.image).sorted { $0.key < $1.key }
    return anchors.flatMap { anchor in
      metrics.map { metric in
        func curve(_ points: [CodecEvaluationLine.Point], _ codec: String) -> [RatePoint] {
          points.filter { $0.codec == codec }.compactMap { point in
            point.values[metric.id].map { RatePoint(rate: point.bitsPerPixel, quality: metric.orientation * $0) }
          }
        }
        let percents = images.compactMap { _, points in
          try? bjontegaardRate(baseline: curve(points, anchor), candidate: curve(points, "learned"))
        }
        return Difference(
          anchor: anchor, metric: metric.id,
          meanPercent: percents.isEmpty ? nil : percents.reduce(0, +) / Double(percents.count),
          images: percents.count)
      }
    }
  }
}
