import AttackEngine
import AuditRecord
import HonestCodecs
import ImageFiles
import Losses
import QualityMetrics
import Raster
import Scoring

/// `audit losses`: holds losses against the panel, by how they rank pictures and by what descending them does.
public struct LossAudit: Sendable {
  /// The losses.
  public var losses: [any Loss]
  /// The images.
  public var dataset: Dataset
  /// How many images or attacks may be in work at a time.
  public var jobs: Int
  /// Where all random numbers come from.
  public var seed: UInt64

  /// States a request.
  public init(losses: [any Loss] = LossRegistry.all, dataset: Dataset, jobs: Int, seed: UInt64) {
    self.losses = losses
    self.dataset = dataset
    self.jobs = jobs
    self.seed = seed
  }

  /// Attacks that each image has.
  public var attacksPerImage: Int {
    (LossPlan.onMetric.count + losses.count * LossPlan.onLoss.count) * LossPlan.starts.count
  }

  /// What one image came to.
  private struct Part: Sendable {
    var pictures: [LossRecord.Picture] = []
    var orderings: [LossRecord.Ordering] = []
    var descents: [LossRecord.Descent] = []
    var failures: [String] = []
    var isUsed = false
  }

  /// Measures every image; the record does not depend on `jobs`.
  /// - Parameter report: is told of every attack that is done.
  /// - Throws: `RunError.fault`
  public func perform(report: @escaping @Sendable (_ image: String) -> Void = { _ in }) async throws(RunError)
    -> LossRecord
  {
    guard let metric = MetricRegistry.metric(LossPlan.metric) else {
      throw RunError.fault("the registry has no \(LossPlan.metric)")
    }
    let members = MetricRegistry.panel.filter { $0.descriptor.id != metric.descriptor.id }
    let header = header(metric, members)
    let width = max(1, jobs / max(dataset.items.count, 1))
    let parts: [Part]
    do {
      parts = try await concurrentMap(dataset.items, limit: jobs) { item in
        do {
          let image = try await prepare(item, metric: metric, members: members, header: header, width: width)
          return try await measure(image.image, rungs: image.rungs, width: width, report: report)
        } catch {
          let reason = "\(error)"
          return Part(failures: [reason.contains(item.name) ? reason : "\(item.name): \(reason)"])
        }
      }
    } catch {
      throw RunError.fault("\(error)")
    }
    var random = SeededRandom(seed: seed, label: "losses")
    let (orderings, descents) = (parts.flatMap(\.orderings), parts.flatMap(\.descents))
    return LossRecord(
      toolVersion: Tool.version, metric: header.metric, panel: header.panel,
      losses: losses.map { LossRecord.Entry(id: $0.id, summary: $0.summary) }, attacks: header.attacks,
      starts: LossPlan.starts.map(\.description), seed: seed, datasets: dataset.names,
      images: zip(dataset.items, parts).filter { $1.isUsed }.map(\.0.name), failures: parts.flatMap(\.failures),
      margin: lossMargin, pictures: parts.flatMap(\.pictures), orderings: orderings, descents: descents,
      summary: summariseLosses(
        losses.map(\.id), attacks: LossPlan.onLoss.map(\.name), orderings: orderings, descents: descents,
        margin: lossMargin, random: &random))
  }

  /// What the panel's scale needs to know. Members that a loss is made of are shown and do not vote.
  private func header(_ metric: any QualityMetric, _ members: [any QualityMetric]) -> RunHeader {
    let seen = losses.reduce(into: Set<String>()) { $0.formUnion($1.metrics) }
    let suite = Suite(
      name: "losses", description: "", ladders: LossPlan.ladders, panel: members.map(\.descriptor.id),
      attacks: LossPlan.onLoss)
    var header = RunHeader(
      RunOptions(
        metric: metric, suite: suite, dataset: dataset, output: "", jobs: jobs, seed: seed, maxInflation: nil,
        resume: false, shard: nil, startedAt: ""))
    for index in header.panel.indices where seen.contains(header.panel[index].id) { header.panel[index].votes = false }
    return header
  }

  /// An honest encode of the ladders.
  private struct Rung: Sendable {
    let codec: HonestCodec
    let quality: Int
    let measured: CaseMeasurement.Scored
  }

  private func prepare(
    _ item: Dataset.Item, metric: any QualityMetric, members: [any QualityMetric], header: RunHeader, width: Int
  ) async throws -> (image: LossImage, rungs: [Rung]) {
    let reference = try item.image().reducedTo8Bits
    guard min(reference.width, reference.height) >= smallestJudgedSide else {
      throw ImageFileError(
        file: item.name,
        reason: "\(reference.width)×\(reference.height) is smaller than \(smallestJudgedSide)×\(smallestJudgedSide)")
    }
    let picture = BT709.picture(reference)
    let witnesses = try Witnesses(metric: metric, panel: members, reference: picture)
    let top = try witnesses.measure(picture)
    let builder = LadderBuilder(image: item.name, reference: reference, witnesses: witnesses, width: width)
    var ladders: [LadderRecord] = []
    var rungs: [Rung] = []
    for plan in LossPlan.ladders {
      let ladder = try await builder.ladder(plan, top: top)
      ladders.append(ladder)
      rungs += ladder.rungs.compactMap { rung in
        rung.quality.map {
          Rung(
            codec: plan.codec, quality: Int($0),
            measured: CaseMeasurement.Scored(score: rung.score, features: rung.features, panel: rung.panel))
        }
      }
    }
    let scale = PanelScale(image: item.name, ladders: ladders, header: header)
    var starts: [LossImage.Start] = []
    for case .encode(let codec, let quality) in LossPlan.starts {
      let encode = try codec.roundTrip(reference, quality: quality).image
      let measured = try witnesses.measure(BT709.picture(encode))
      starts.append(
        LossImage.Start(
          spec: .encode(codec, quality: quality), image: encode, measured: measured,
          readings: scale.readings(of: measured)))
    }
    var objectives: [LossObjective] = []
    for loss in losses { objectives.append(try LossObjective(loss, reference: picture)) }
    let image = LossImage(
      name: item.name, reference: reference, metric: metric, info: header.metric, seed: seed, witnesses: witnesses,
      steering: try (metric as? any DifferentiableMetric)?.prepareDifferentiable(picture.luma8),
      objectives: objectives, scale: scale, starts: starts)
    return (image, rungs)
  }

  private func measure(
    _ image: LossImage, rungs: [Rung], width: Int, report: @escaping @Sendable (_ image: String) -> Void
  ) async throws -> Part {
    var part = Part(isUsed: true)
    var ranked: [(picture: LossRecord.Picture, readings: [CaseRecord.Reading])] = []
    for rung in rungs {
      let picture = BT709.picture(try rung.codec.roundTrip(image.reference, quality: rung.quality).image)
      let readings = image.scale.readings(of: rung.measured)
      let title = StartSpec.encode(rung.codec, quality: rung.quality).description
      ranked.append((try image.picture(title, picture, rung.measured, readings, isHonest: true), readings))
    }
    let results = try await concurrentMap(image.jobs, limit: width) { job in
      defer { report(image.name) }
      return image.run(job)
    }
    for result in results {
      switch result {
      case .picture(let picture, let readings): ranked.append((picture, readings))
      case .descent(let descent): part.descents.append(descent)
      case .failure(let reason): part.failures.append(reason)
      }
    }
    part.pictures = ranked.map(\.picture)
    part.orderings = losses.map { loss in
      let pictures = ranked.map { entry in
        RankedPicture(
          isHonest: entry.picture.isHonest, loss: entry.picture.losses[loss.id] ?? .nan, readings: entry.readings,
          implied: image.scale.impliedScores(entry.readings))
      }
      return LossRecord.Ordering(
        image.name, loss: loss.id, pictures: pictures, scale: image.scale, margin: lossMargin)
    }
    return part
  }
}
