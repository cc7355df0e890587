import HonestCodecs
import LearnedCodec
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// `audit codec demo`: what fine-tuned decoders and encoders do to the metric and to the panel, on the same images as their
/// base.
///
/// Decoder checkpoints decode the base's own bitstreams, so every difference is the decoder's. Encoder checkpoints write
/// bitstreams of their own, which the base decodes: they are compared at equal bits. Either way the change of the metric
/// stands against the implied change of each group of the panel, read off honest ladders of each image.
public struct DemonstrationExperiment: Experiment {
  /// The checkpoint name of the base's pictures.
  static let baseName = "base"

  let header: RunHeader
  let plan: StudyPlan
  let items: [Dataset.Item]
  private let base: LearnedImageCodec
  private let entries: [DemonstrationEntry]
  private let closeUpImages: [String]

  /// States a request.
  /// - Parameters:
  ///   - rungs: rungs of each honest ladder.
  ///   - closeUps: how many images get close-ups.
  public init(
    base: Checkpoint, entries: [DemonstrationEntry], metric: any QualityMetric, panel: [any QualityMetric], rungs: Int,
    closeUps: Int, dataset: Dataset, work: WorkRequest
  ) {
    let ladders = HonestCodec.withBitstream.map { Suite.Ladder(codec: $0, rungs: rungs) }
    closeUpImages = work.output == nil ? [] : dataset.items.prefix(closeUps).map(\.name)
    var header = RunHeader(
      .demonstration, metric: metric, panel: panel, suite: "codec demo", ladders: ladders, dataset: dataset, work: work)
    header.demonstration = CodecDemoRequest(
      base: Self.baseName, baseProvenance: base.provenance, baseChecksum: base.checksum,
      rates: (0..<base.configuration.rates).map { RateName(rawValue: "\($0)") }, checkpoints: entries.map(\.info),
      closeUpImages: closeUpImages)
    self.header = header
    items = dataset.items
    self.base = LearnedImageCodec(base)
    self.entries = entries
    plan = StudyPlan(
      metric: metric, panel: panel, ladders: ladders, pictures: work.output.map { PictureFolder(root: $0) },
      keepsReference: false, reducesDepth: true,
      smallestSide: max(smallestJudgedSide, metric.descriptor.smallestSide), noise: "a change",
      bytesOfWork: MemoryBudget.perCodecCase)
  }

  /// The base's bitstreams of an image, which its decoders share.
  struct Streams: Sendable {
    let streams: [Bitstream]
    let latents: [Latents]
  }

  /// The pieces of work: the base, and each checkpoint.
  func jobs(of image: String) -> [DemonstrationEntry?] { [nil] + entries }

  func key(of entry: DemonstrationEntry?, image: String) -> LineKey {
    LineKey(image: image, part: entry?.info.name ?? Self.baseName)
  }

  func prepare(_ study: ImageStudy, for jobs: [DemonstrationEntry?]) throws -> Streams {
    try streams(of: study.reference, by: base)
  }

  /// The bitstreams of an encoder, with what the base reads from them.
  private func streams(of image: RGBImage, by encoder: LearnedImageCodec) throws -> Streams {
    let streams = (0..<encoder.rates).map { encoder.encode(image, rate: $0) }
    return Streams(
      streams: streams, latents: try streams.map { stream throws(BitstreamError) in try base.latents(of: stream) })
  }

  // MARK: - One checkpoint

  func line(for entry: DemonstrationEntry?, on study: ImageStudy, _ own: Streams) throws -> CodecDemoLine {
    let key = key(of: entry, image: study.name)
    var decoder = base
    var coded = own
    if let entry {
      let tuned = LearnedImageCodec(entry.checkpoint)
      switch entry.info.part {
      case .decoder: decoder = tuned
      case .encoder: coded = try streams(of: study.reference, by: tuned)
      }
    }
    var pictures: [CodecDemoPicture] = []
    for rate in 0..<base.rates {
      let scored = try study.witnesses.measure(BT709.picture(decoded(coded, rate, decoder, study.reference)))
      pictures.append(
        CodecDemoPicture(
          image: study.name, checkpoint: key.part ?? "", rate: RateName(rawValue: "\(rate)"),
          bytes: coded.streams[rate].bytes.count,
          pixels: study.reference.width * study.reference.height, scored: scored))
    }
    return CodecDemoLine(key: key, input: study.input, pictures: pictures)
  }

  private func decoded(_ coded: Streams, _ rate: Int, _ decoder: LearnedImageCodec, _ reference: RGBImage) -> RGBImage {
    decoder.image(coded.latents[rate], rate: rate, width: reference.width, height: reference.height)
  }

  func lines(for failure: StudyFailure, of image: String, jobs: [DemonstrationEntry?]) -> [CodecDemoLine] {
    let failed = ImageFailure(reason: failure.naming(image))
    return [CodecDemoLine(key: CodecDemoLine.failureKey(of: image), input: failure.input, failure: failed)]
  }

  // MARK: - Close-ups

  func closingKey(of image: String) -> LineKey? {
    closeUpImages.contains(image) ? LineKey(image: image, part: CodecDemoLine.closeUpsPart) : nil
  }

  /// Close-ups of the base and of one seed of each decoder that is no part of a sweep.
  func closingLine(on study: ImageStudy, _ own: Streams, lines: [CodecDemoLine]) throws -> CodecDemoLine? {
    guard let key = closingKey(of: study.name), let folder = plan.pictures else { return nil }
    let rate = min(1, base.rates - 1)
    let scores = Dictionary(
      lines.flatMap(\.pictures).filter { $0.rate == RateName(rawValue: "\(rate)") }.map {
        ($0.checkpoint, $0.scored.score)
      },
      uniquingKeysWith: { first, _ in first })
    var closeUps = CodecDemoCloseUps(reference: study.reference, rate: rate)
    var shown: Set<String> = []
    if let score = scores[Self.baseName] {
      closeUps.add(decoded(own, rate, base, study.reference), Self.baseName, score: score)
    }
    for entry in entries where entry.info.part == .decoder && !entry.info.isSweep {
      guard let score = scores[entry.info.name], shown.insert(entry.info.arm).inserted else { continue }
      closeUps.add(
        decoded(own, rate, LearnedImageCodec(entry.checkpoint), study.reference), entry.info.name, score: score)
    }
    return CodecDemoLine(key: key, input: study.input, crop: try closeUps.store(image: study.name, in: folder))
  }

  // MARK: - The record

  static func conclusion(of run: RunFolder<CodecDemoLine>) throws(AuditError) -> Conclusion {
    guard let request = run.header.demonstration else { throw AuditError.input("the record is no demonstration") }
    let lines = run.inOrder(ofParts: [request.base] + request.checkpoints.map(\.name))
    var random = SeededRandom(seed: run.header.seed, label: "codec demo")
    var record = CodecDemoRecord(request, header: run.header, ladders: run.ladders, lines: lines, random: &random)
    record.unfinished = run.unfinished
    return .demonstration(record)
  }
}
