import AuditRecord
import Foundation
import HonestCodecs
import ImageFiles
import LearnedCodec
import QualityMetrics
import Raster
import Scoring

/// What fine-tuned decoders and encoders do to the metric and to the panel, on the same images as their base.
///
/// Decoder checkpoints decode the base's own bitstreams, so every difference is the decoder's. Encoder checkpoints write
/// bitstreams of their own, which the base decodes: they are compared at equal bits. Either way the change of the metric
/// stands against the implied change of each group of the panel, read off honest ladders of each image.
public struct CodecDemonstration: Sendable {
  /// A fine-tuned checkpoint.
  public struct Entry: Sendable {
    /// Its name, kind of arm and part.
    public var info: CodecDemoCheckpoint
    /// The model.
    public var checkpoint: Checkpoint

    /// States a checkpoint whose name is `PART-ARM` or `PART-ARM-sSEED`.
    /// - Returns: nil for a name that does not begin with a part.
    public init?(name: String, checkpoint: Checkpoint) {
      guard let part = CodecDemoPart.allCases.first(where: { name.hasPrefix($0.rawValue) }) else { return nil }
      let pieces = name.split(separator: "-")
      let isSeeded =
        pieces.count > 2 && pieces.last.map { $0.first == "s" && Int($0.dropFirst()) != nil } ?? false
      info = CodecDemoCheckpoint(
        name: name, arm: isSeeded ? pieces.dropLast().joined(separator: "-") : name, part: part,
        provenance: checkpoint.provenance, checksum: checkpoint.checksum)
      self.checkpoint = checkpoint
    }
  }

  /// The checkpoint name of the base's pictures.
  public static let baseName = "base"

  /// The base.
  public var base: Checkpoint
  /// The tuned models.
  public var entries: [Entry]
  /// The images.
  public var dataset: Dataset
  /// The metric that the models were tuned on.
  public var metric: any QualityMetric
  /// The witnesses.
  public var panel: [any QualityMetric]
  /// Rungs of each honest ladder.
  public var rungs: Int
  /// Images that get close-ups.
  public var cropImages: Int
  /// Seed of the intervals.
  public var seed: UInt64
  /// When it began: ISO 8601, UTC.
  public var startedAt: String
  /// Images in work at a time.
  public var jobs: Int

  /// States a demonstration.
  public init(
    base: Checkpoint, entries: [Entry], dataset: Dataset, metric: any QualityMetric, panel: [any QualityMetric],
    rungs: Int, cropImages: Int, seed: UInt64, startedAt: String, jobs: Int
  ) {
    self.base = base
    self.entries = entries
    self.dataset = dataset
    self.metric = metric
    self.panel = panel
    self.rungs = rungs
    self.cropImages = cropImages
    self.seed = seed
    self.startedAt = startedAt
    self.jobs = jobs
  }

  /// Measures every image through every checkpoint and writes record, table, page and close-ups into `folder`; without a
  /// folder it only measures.
  /// - Throws: `RunError`
  public func run(
    to folder: String?, progress: @escaping @Sendable (String) -> Void
  ) async throws -> CodecDemoRecord {
    let store = try folder.map { path throws(RunError) in try RunStore(folder: path, header: header, resume: false) }
    let work = self
    let numbered = dataset.items.enumerated().map { (index: $0.offset, item: $0.element) }
    let measured = try await concurrentMap(numbered, limit: jobs) { entry in
      try await work.measure(
        entry.item, pictures: entry.index < work.cropImages ? folder.map { PictureFolder(root: $0) } : nil,
        progress: progress)
    }
    let rates = (0..<base.configuration.rates).map { "\($0)" }
    let record = CodecDemoFiles.judged(
      CodecDemoRecord(
        run: header, base: base.provenance, baseChecksum: base.checksum, rates: rates,
        checkpoints: entries.map(\.info), ladders: measured.flatMap(\.ladders),
        pictures: measured.flatMap(\.pictures), comparisons: [], arms: [], crops: measured.compactMap(\.crop)))
    if let store {
      for ladder in record.ladders { try store.append(ladder) }
      try CodecDemoFiles.write(record, to: store.folder)
    }
    return record
  }

  private var header: RunHeader {
    let descriptor = metric.descriptor
    return RunHeader(
      toolVersion: Tool.version, startedAt: startedAt, metric: MetricInfo(descriptor, votesOn: nil),
      panel: panel.map { MetricInfo($0.descriptor, votesOn: descriptor) }, suite: RunKind.demonstration.rawValue,
      attacks: [],
      ladders: Dictionary(
        HonestCodec.withBitstream.map { ($0.rawValue, rungs) }, uniquingKeysWith: { first, _ in first }),
      datasets: dataset.names, seed: seed, shard: nil, limit: descriptor.defaultInflationLimit, limitWasAsked: false,
      colour: RunHeader.colourStatement, images: dataset.items.map(\.name), skippedFiles: dataset.skippedFiles)
  }

  // MARK: - One image

  private struct Measured: Sendable {
    var ladders: [LadderRecord] = []
    var pictures: [CodecDemoPicture] = []
    var crop: CodecDemoCrop?
  }

  private func measure(
    _ item: Dataset.Item, pictures folder: PictureFolder?, progress: @escaping @Sendable (String) -> Void
  ) async throws -> Measured {
    let image = try CodecEvaluation.image(item)
    let smallest = max(smallestJudgedSide, metric.descriptor.smallestSide)
    guard min(image.width, image.height) >= smallest else {
      throw RunError.input(
        "\(item.name): \(image.width)×\(image.height) is smaller than \(smallest)×\(smallest), where a change is noise")
    }
    let witnesses: Witnesses
    do throws(MetricError) {
      witnesses = try Witnesses(metric: metric, panel: panel, reference: BT709.picture(image))
    } catch {
      throw RunError.input("\(item.name): \(error)")
    }
    var result = Measured()
    let top = try witnesses.measure(BT709.picture(image))
    let builder = LadderBuilder(image: item.name, reference: image, witnesses: witnesses, width: 1)
    for codec in HonestCodec.withBitstream {
      result.ladders.append(try await builder.ladder(Suite.Ladder(codec: codec, rungs: rungs), top: top))
    }
    progress("\(item.name): ladders")

    let codec = LearnedImageCodec(base)
    let streams = (0..<codec.rates).map { codec.encode(image, rate: $0) }
    let latents = try streams.map { stream throws(BitstreamError) in try codec.latents(of: stream) }
    var closeUps = CodecDemoCloseUps(reference: image, rate: min(1, codec.rates - 1))
    func measure(_ name: String, _ decoder: LearnedImageCodec, _ streams: [Bitstream], _ latents: [Latents]) throws {
      for rate in 0..<codec.rates {
        let decoded = decoder.image(latents[rate], rate: rate, width: image.width, height: image.height)
        let scored = try witnesses.measure(BT709.picture(decoded))
        result.pictures.append(
          CodecDemoPicture(
            image: item.name, checkpoint: name, rate: "\(rate)", bytes: streams[rate].bytes.count,
            pixels: image.width * image.height, scored: scored))
        if folder != nil, rate == closeUps.rate { closeUps.add(decoded, name, score: scored.score) }
      }
      progress("\(item.name): \(name)")
    }
    try measure(Self.baseName, codec, streams, latents)
    var shown: Set<String> = []
    for entry in entries {
      let tuned = LearnedImageCodec(entry.checkpoint)
      switch entry.info.part {
      case .decoder: try measure(entry.info.name, tuned, streams, latents)
      case .encoder:
        let own = (0..<codec.rates).map { tuned.encode(image, rate: $0) }
        try measure(
          entry.info.name, codec, own, try own.map { stream throws(BitstreamError) in try codec.latents(of: stream) })
      }
      // One seed of each decoder is enough to look at, and none of the sweep.
      let isShown = entry.info.part == .decoder && !CodecDemoArm.isSweep(entry.info.arm)
      if !isShown || !shown.insert(entry.info.arm).inserted { closeUps.remove(entry.info.name) }
    }
    if let folder { result.crop = try closeUps.store(image: item.name, in: folder) }
    return result
  }
}
