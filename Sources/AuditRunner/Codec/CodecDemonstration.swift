import AuditRecord
import Foundation
import LearnedCodec
import QualityMetrics
import Raster
import Scoring

/// What fine-tuned decoders and encoders do to the metric and to the panel, on the same images as their base.
///
/// Decoder arms decode the base's own bitstreams, so every difference is the decoder's: the change of the metric stands
/// against the implied change of each group of the panel, read off honest ladders of each image. Encoder arms write
/// bitstreams of their own, which the base decodes: they are compared by difference in rate at equal values.
public struct CodecDemonstration: Sendable {
  /// A fine-tuned checkpoint.
  public struct Arm: Sendable {
    /// Its name in the result.
    public var name: String
    /// Which half was tuned.
    public var part: FineTuningOptions.Part
    /// The model.
    public var checkpoint: Checkpoint

    /// States an arm.
    public init(name: String, part: FineTuningOptions.Part, checkpoint: Checkpoint) {
      self.name = name
      self.part = part
      self.checkpoint = checkpoint
    }
  }

  /// One image at one rate through one arm.
  public struct Measurement: Sendable, Codable, Equatable {
    /// The image, as the dataset names it.
    public var image: String
    /// The arm's name; `base` for the base.
    public var arm: String
    /// The rate of the model.
    public var rate: Int
    /// Bits of the whole file for each pixel.
    public var bitsPerPixel: Double
    /// The audited metric.
    public var score: Double
    /// Panel metric id → value.
    public var panel: [String: Double]
    /// Group → change of its implied score from the base, in points; empty for the base and for encoders.
    public var impliedChanges: [String: Double]
  }

  /// The base.
  public var base: Checkpoint
  /// The tuned models.
  public var arms: [Arm]
  /// The images.
  public var dataset: Dataset
  /// The metric that the arms were tuned on.
  public var metric: any QualityMetric
  /// The witnesses.
  public var panel: [any QualityMetric]
  /// Rungs of each honest ladder.
  public var rungs: Int
  /// Images in work at a time.
  public var jobs: Int

  /// States a demonstration.
  public init(
    base: Checkpoint, arms: [Arm], dataset: Dataset, metric: any QualityMetric, panel: [any QualityMetric],
    rungs: Int, jobs: Int
  ) {
    self.base = base
    self.arms = arms
    self.dataset = dataset
    self.metric = metric
    self.panel = panel
    self.rungs = rungs
    self.jobs = jobs
  }

  /// Measures every image through every arm.
  /// - Throws: `RunError.input` for an image that cannot be read.
  public func run(progress: @escaping @Sendable (String) -> Void) async throws -> CodecDemonstrationResult {
    let work = self
    let measured = try await concurrentMap(dataset.items, limit: jobs) { item in
      let result = try await work.measure(item)
      progress(item.name)
      return result
    }
    return CodecDemonstrationResult(
      metric: metric.descriptor.id, base: base.provenance,
      arms: arms.map { .init(name: $0.name, part: $0.part.rawValue, provenance: $0.checkpoint.provenance) },
      measurements: measured.flatMap { $0 }, panel: panel.map(\.descriptor))
  }

  private func measure(_ item: Dataset.Item) async throws -> [Measurement] {
    let image = try CodecEvaluation.image(item)
    let witnesses: Witnesses
    do throws(MetricError) {
      witnesses = try Witnesses(metric: metric, panel: panel, reference: BT709.picture(image))
    } catch {
      throw RunError.input("\(item.name): \(error)")
    }
    let scale = try await scale(item.name, image, witnesses)
    let codec = LearnedImageCodec(base)
    let pixels = Double(image.width * image.height)
    var result: [Measurement] = []
    for rate in 0..<codec.rates {
      let stream = codec.encode(image, rate: rate)
      let latents = try codec.latents(of: stream)
      func measurement(
        _ name: String, _ decoder: LearnedImageCodec, _ latents: Latents, bytes: Int
      ) throws -> (Measurement, [CaseRecord.Reading]) {
        let decoded = decoder.image(latents, rate: rate, width: image.width, height: image.height)
        let scored = try witnesses.measure(BT709.picture(decoded))
        return (
          Measurement(
            image: item.name, arm: name, rate: rate, bitsPerPixel: Double(8 * bytes) / pixels, score: scored.score,
            panel: scored.panel, impliedChanges: [:]), scale.readings(of: scored)
        )
      }
      let (before, readings) = try measurement("base", codec, latents, bytes: stream.bytes.count)
      result.append(before)
      for arm in arms {
        let tuned = LearnedImageCodec(arm.checkpoint)
        switch arm.part {
        case .decoder:
          var (after, changed) = try measurement(arm.name, tuned, latents, bytes: stream.bytes.count)
          for (group, change) in scale.impliedChanges(from: readings, to: changed) {
            after.impliedChanges[group.rawValue] = change
          }
          result.append(after)
        case .encoder:
          let own = tuned.encode(image, rate: rate)
          result.append(
            try measurement(arm.name, codec, try codec.latents(of: own), bytes: own.bytes.count).0)
        }
      }
    }
    return result
  }

  /// The image's honest ladders as a scale from panel values to the metric's points.
  private func scale(_ name: String, _ image: RGBImage, _ witnesses: Witnesses) async throws -> PanelScale {
    let descriptor = metric.descriptor
    let top = try witnesses.measure(BT709.picture(image))
    let builder = LadderBuilder(image: name, reference: image, witnesses: witnesses, width: 1)
    var ladders: [LadderRecord] = []
    for codec in HonestCodec.allCases {
      ladders.append(try await builder.ladder(Suite.Ladder(codec: codec, rungs: rungs), top: top))
    }
    let header = RunHeader(
      toolVersion: Tool.version, startedAt: "", metric: MetricInfo(descriptor, votesOn: nil),
      panel: panel.map { MetricInfo($0.descriptor, votesOn: descriptor) }, suite: "codec demo", attacks: [],
      ladders: [:], datasets: dataset.names, seed: 0, shard: nil, limit: descriptor.defaultInflationLimit,
      limitWasAsked: false, colour: RunHeader.colourStatement, images: [name], skippedFiles: 0)
    return PanelScale(image: name, ladders: ladders, header: header)
  }
}
