import AuditRecord
import Losses
import Raster
import RunStorage
import Scoring

extension LossExperiment {
  /// Measures every image and concludes; the reports are not written yet.
  /// - Throws: `AuditError`
  public static func perform(
    losses: [any Loss], dataset: Dataset, work: WorkRequest, report: @escaping (StudyEvent) -> Void
  ) async throws(AuditError) -> Conclusion {
    let experiment = try LossExperiment(losses: losses, dataset: dataset, work: work)
    let run = try await StudyScheduler.perform(experiment, on: dataset.items, work, report: report)
    return .losses(try conclude(run), run.header)
  }

  /// What the lines amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record of another kind.
  public static func conclude(_ run: RunFolder<LossLine>) throws(AuditError) -> LossRecord {
    guard let request = run.header.losses else { throw AuditError.input("the record compares no losses") }
    let lines = run.inOrder(ofParts: request.parts)
    var pictures: [LossRecord.Picture] = []
    var descents: [LossRecord.Descent] = []
    var failures: [String] = []
    for line in lines {
      switch line.result {
      case .pictures(let own): pictures += own
      case .descent(let own): descents.append(own)
      case .failure(let reason): failures.append(reason)
      }
    }
    let used = Set(lines.filter { $0.key.part != nil }.map(\.image))
    let images = run.header.images.filter(used.contains)
    let orderings = images.flatMap { Self.orderings(of: $0, pictures, run, request) }
    var random = SeededRandom(seed: run.header.seed, label: "losses")
    return LossRecord(
      toolVersion: run.header.toolVersion, metric: run.header.metric, panel: run.header.panel, losses: request.losses,
      attacks: run.header.attacks, starts: request.starts, seed: run.header.seed, datasets: run.header.datasets,
      images: images, failures: failures, margin: request.margin, pictures: pictures, orderings: orderings,
      descents: descents,
      summary: summariseLosses(
        request.losses.map(\.id), attacks: run.header.attacks.map(\.name), orderings: orderings, descents: descents,
        margin: request.margin, random: &random))
  }

  /// How each loss orders the pictures of an image.
  private static func orderings(
    of image: String, _ pictures: [LossRecord.Picture], _ run: RunFolder<LossLine>, _ request: LossRequest
  ) -> [LossRecord.Ordering] {
    let scale = PanelScale(image: image, ladders: run.ladders, header: run.header)
    let own = pictures.filter { $0.image == image }.map { picture in
      (picture: picture, readings: scale.readings(of: picture.measured))
    }
    return request.losses.map { loss in
      let ranked = own.map { entry in
        RankedPicture(
          isHonest: entry.picture.isHonest, loss: entry.picture.losses[loss.id] ?? .nan, readings: entry.readings,
          implied: scale.impliedScores(entry.readings))
      }
      return LossRecord.Ordering(image, loss: loss.id, pictures: ranked, scale: scale, margin: request.margin)
    }
  }
}
