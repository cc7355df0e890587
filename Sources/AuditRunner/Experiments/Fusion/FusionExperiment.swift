import HonestCodecs
import QualityMetrics
import RunStorage
import Scoring

/// Looks at a metric's fusion where it works in practice: at honest encodes of a dataset.
public struct FusionExperiment: Experiment {
  let header: RunHeader
  let plan: StudyPlan
  let items: [Dataset.Item]

  /// States a request.
  /// - Parameter rungs: encodes of each codec's ladder.
  public init(subject: FusionSubject, rungs: Int, dataset: Dataset, work: WorkRequest) {
    let ladders = HonestCodec.withBitstream.map { Suite.Ladder(codec: $0, rungs: rungs) }
    var header = RunHeader(
      .fusion, metric: subject.metric, panel: [], suite: "fusion", ladders: ladders, dataset: dataset, work: work)
    header.fusion = subject.described()
    self.header = header
    items = dataset.items
    plan = StudyPlan(
      metric: subject.metric, panel: [], ladders: ladders, fusion: subject,
      smallestSide: subject.metric.descriptor.smallestSide)
  }

  func line(for job: Void, on study: ImageStudy, _ prepared: Void) -> FusionLine {
    FusionLine(image: study.name, input: study.input)
  }
  func lines(for failure: StudyFailure, of image: String, jobs: [Void]) -> [FusionLine] {
    [FusionLine(image: image, input: failure.input, failure: ImageFailure(reason: failure.naming(image)))]
  }

  /// What the ladders amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record without a fusion.
  static func conclusion(of run: RunFolder<FusionLine>) throws(AuditError) -> Conclusion {
    guard let model = run.header.fusion else { throw AuditError.input("the record has no fusion") }
    let failures = run.inOrder.compactMap(\.failure?.reason)
    var record = FusionRecord(model, ladders: run.ladders, header: run.header, failures: failures)
    record.unfinished = run.unfinished
    return .fusion(record, run.header)
  }
}
