import AuditRecord
import HonestCodecs

import QualityMetrics
import RunStorage

/// Looks at a metric's fusion where it works in practice: at honest encodes of a dataset.
public struct FusionExperiment: Experiment {
  let header: RunHeader
  let plan: StudyPlan

  /// States a request.
  /// - Parameter rungs: encodes of each codec's ladder.
  public init(subject: FusionSubject, rungs: Int, dataset: Dataset, work: WorkRequest) {
    let ladders = HonestCodec.withBitstream.map { Suite.Ladder(codec: $0, rungs: rungs) }
    var header = RunHeader(
      .fusion, metric: subject.metric, panel: [], suite: "fusion", ladders: ladders, dataset: dataset, work: work)
    header.fusion = subject.described()
    self.header = header
    plan = StudyPlan(
      metric: subject.metric, panel: [], ladders: ladders, fusion: subject,
      smallestSide: subject.metric.descriptor.smallestSide)
  }

  func jobs(of image: String) -> [Void] { [()] }
  func key(of job: Void, image: String) -> LineKey { FusionLine.failureKey(of: image) }
  func prepare(_ study: ImageStudy, for jobs: [Void]) {}
  func line(for job: Void, on study: ImageStudy, _ prepared: Void) -> FusionLine {
    FusionLine(image: study.name, input: study.input)
  }
  func lines(for failure: StudyFailure, of image: String, jobs: [Void]) -> [FusionLine] {
    [FusionLine(image: image, input: failure.input, failure: ImageFailure(reason: failure.naming(image)))]
  }

  /// Measures every image and concludes; the reports are not written yet.
  /// - Throws: `AuditError`
  public static func perform(
    subject: FusionSubject, rungs: Int, dataset: Dataset, work: WorkRequest, report: @escaping (StudyEvent) -> Void
  ) async throws(AuditError) -> Conclusion {
    let experiment = FusionExperiment(subject: subject, rungs: rungs, dataset: dataset, work: work)
    let run = try await StudyScheduler.perform(experiment, on: dataset.items, work, report: report)
    return .fusion(try conclude(run), run.header)
  }

  /// What the ladders amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record without a fusion.
  public static func conclude(_ run: RunFolder<FusionLine>) throws(AuditError) -> FusionRecord {
    guard let model = run.header.fusion else { throw AuditError.input("the record has no fusion") }
    return FusionRecord(
      model, ladders: run.ladders, header: run.header, failures: run.inOrder.compactMap(\.failure?.reason))
  }
}
