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
  let items: [Dataset.Item]
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
    items = dataset.items
    codec = LearnedImageCodec(checkpoint)
    plan = StudyPlan(
      metric: metric, panel: others, ladders: [], reducesDepth: true, smallestSide: metric.descriptor.smallestSide,
      bytesOfWork: MemoryBudget.perCodecCase)
  }

  func line(for job: Void, on study: ImageStudy, _ prepared: Void) throws -> CodecEvaluationLine {
    do {
      return CodecEvaluationLine(image: study.name, input: study.input, points: try points(of: study))
    } catch {
      let failure = ImageFailure(reason: "\(study.name): \(error)")
      return CodecEvaluationLine(image: study.name, input: study.input, failure: failure)
    }
  }

  private func points(of study: ImageStudy) throws -> [CodecEvaluationLine.Point] {
    let pixels = Double(study.reference.width * study.reference.height)
    func point(_ name: String, _ setting: Int, bytes: Int, _ decoded: RGBImage) throws -> CodecEvaluationLine.Point {
      let measured = try study.witnesses.measure(BT709.picture(decoded))
      var values = measured.panel.filter(\.value.isFinite)
      if measured.score.isFinite { values[header.metric.id] = measured.score }
      return CodecEvaluationLine.Point(
        image: study.name, codec: name, setting: setting, bitsPerPixel: Double(8 * bytes) / pixels, values: values)
    }
    var points: [CodecEvaluationLine.Point] = []
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

  static func conclusion(of run: RunFolder<CodecEvaluationLine>) throws(AuditError) -> Conclusion {
    guard let request = run.header.evaluation else { throw AuditError.input("the record evaluates no codec") }
    var record = CodecEvaluationRecord(
      request, header: run.header, lines: run.inOrder, anchors: anchorQualities.map(\.codec))
    record.unfinished = run.unfinished
    return .evaluation(record, run.header)
  }
}
