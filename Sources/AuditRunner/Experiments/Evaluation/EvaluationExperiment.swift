import AuditRecord
import ImageFiles
import LearnedCodec
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// `audit codec evaluate`: rate–distortion points of a checkpoint and of ordinary codecs on a dataset.
public struct EvaluationExperiment: Experiment {
  /// Qualities at which the anchors are measured: 0.1 to 2 bits per pixel on photographs.
  static let anchorQualities: [(codec: String, qualities: [Int])] = [
    ("jpeg", [5, 8, 12, 18, 25, 35, 50, 65, 80]), ("webp", [0, 5, 15, 30, 45, 60, 75, 85]),
  ]

  let header: RunHeader
  let plan: StudyPlan
  private let codec: LearnedImageCodec

  /// States a request.
  /// - Parameter metric: the first of what is measured; `others` are measured beside it.
  public init(
    checkpoint: Checkpoint, metric: any QualityMetric, others: [any QualityMetric], dataset: Dataset, work: WorkRequest
  ) {
    var header = RunHeader(
      .evaluation, metric: metric, panel: others, suite: "evaluation", ladders: [], dataset: dataset, work: work)
    header.evaluation = CodecEvaluationRequest(checkpoint: checkpoint.provenance, checksum: checkpoint.checksum)
    self.header = header
    codec = LearnedImageCodec(checkpoint)
    plan = StudyPlan(
      metric: metric, panel: others, ladders: [], reducesDepth: true, smallestSide: metric.descriptor.smallestSide,
      bytesOfWork: MemoryBudget.perCodecCase)
  }

  func jobs(of image: String) -> [Void] { [()] }
  func key(of job: Void, image: String) -> LineKey { CodecEvaluationLine.failureKey(of: image) }
  func prepare(_ study: ImageStudy, for jobs: [Void]) {}

  func line(for job: Void, on study: ImageStudy, _ prepared: Void) throws -> CodecEvaluationLine {
    do {
      return CodecEvaluationLine(image: study.name, input: study.input, points: try points(of: study))
    } catch {
      let failure = ImageFailure(reason: "\(study.name): \(error)")
      return CodecEvaluationLine(image: study.name, input: study.input, failure: failure)
    }
  }

  private func points(of study: ImageStudy) throws -> [CodecEvaluationRecord.Point] {
    let pixels = Double(study.reference.width * study.reference.height)
    func point(_ name: String, _ setting: Int, bytes: Int, _ decoded: RGBImage) throws -> CodecEvaluationRecord.Point {
      let measured = try study.witnesses.measure(BT709.picture(decoded))
      var values = measured.panel.filter(\.value.isFinite)
      if measured.score.isFinite { values[header.metric.id] = measured.score }
      return CodecEvaluationRecord.Point(
        image: study.name, codec: name, setting: setting, bitsPerPixel: Double(8 * bytes) / pixels, values: values)
    }
    var points: [CodecEvaluationRecord.Point] = []
    for rate in 0..<codec.rates {
      let stream = codec.encode(study.reference, rate: rate)
      points.append(try point("learned", rate, bytes: stream.bytes.count, try codec.decode(stream)))
    }
    for (name, qualities) in Self.anchorQualities {
      for quality in qualities {
        let bytes =
          name == "jpeg"
          ? try JPEGCodec.encode(study.reference, quality: quality, subsampling: .s420, optimisedHuffman: true)
          : try WebPCodec.encode(study.reference, quality: Double(quality))
        let decoded = name == "jpeg" ? try JPEGCodec.decode(bytes) : try WebPCodec.decode(bytes)
        points.append(try point(name, quality, bytes: bytes.count, decoded))
      }
    }
    return points
  }

  func lines(for failure: StudyFailure, of image: String, jobs: [Void]) -> [CodecEvaluationLine] {
    let failed = ImageFailure(reason: failure.naming(image))
    return [CodecEvaluationLine(image: image, input: failure.input, failure: failed)]
  }

  // MARK: - The record

  /// Measures every image and concludes; the reports are not written yet.
  /// - Throws: `AuditError`
  public func perform(
    on dataset: Dataset, work: WorkRequest, report: @escaping (StudyEvent) -> Void
  ) async throws(AuditError) -> Conclusion {
    let run = try await StudyScheduler.perform(self, on: dataset.items, work, report: report)
    return .evaluation(try Self.conclude(run), run.header)
  }

  /// What the points amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record of another kind.
  public static func conclude(_ run: RunFolder<CodecEvaluationLine>) throws(AuditError) -> CodecEvaluationRecord {
    guard let request = run.header.evaluation else { throw AuditError.input("the record evaluates no codec") }
    let lines = run.inOrder
    let points = lines.flatMap(\.points)
    return CodecEvaluationRecord(
      checkpoint: request.checkpoint, points: points,
      differences: differences(points, metrics: [run.header.metric] + run.header.panel),
      failures: lines.compactMap(\.failure?.reason))
  }

  /// Mean Bjøntegaard differences over the images; an image without a common range of quality does not count.
  static func differences(
    _ points: [CodecEvaluationRecord.Point], metrics: [MetricInfo]
  ) -> [CodecEvaluationRecord.Difference] {
    let images = Dictionary(grouping: points, by: \.image).sorted { $0.key < $1.key }
    return anchorQualities.flatMap { anchor in
      metrics.map { metric in
        let orientation = metric.higherIsBetter ? 1.0 : -1.0
        func curve(_ points: [CodecEvaluationRecord.Point], _ codec: String) -> [RatePoint] {
          points.filter { $0.codec == codec }.compactMap { point in
            point.values[metric.id].map { RatePoint(rate: point.bitsPerPixel, quality: orientation * $0) }
          }
        }
        let percents = images.compactMap { _, points in
          try? bjontegaardRate(baseline: curve(points, anchor.codec), candidate: curve(points, "learned"))
        }
        return CodecEvaluationRecord.Difference(
          anchor: anchor.codec, metric: metric.id,
          meanPercent: percents.isEmpty ? nil : percents.reduce(0, +) / Double(percents.count),
          images: percents.count)
      }
    }
  }
}
