import AuditRecord
import Foundation
import ImageFiles
import LearnedCodec
import QualityMetrics
import Raster
import Scenes
import Scoring

/// Rate–distortion points of a checkpoint and of ordinary codecs on a dataset, and the differences in rate between them.
public struct CodecEvaluation: Sendable {
  /// What a codec does to one image at one setting.
  public struct Point: Sendable, Codable, Equatable {
    /// The image, as the dataset names it.
    public var image: String
    /// `learned`, `jpeg` or `webp`.
    public var codec: String
    /// The rate of the model or the codec's quality.
    public var setting: Int
    /// Bits of the whole file for each pixel.
    public var bitsPerPixel: Double
    /// Metric id → value; a metric that could not be evaluated is absent.
    public var values: [String: Double]
  }

  /// The difference in rate of the learned codec to an anchor at equal values of one metric.
  public struct Difference: Sendable, Codable, Equatable {
    /// The anchor.
    public var anchor: String
    /// The metric.
    public var metric: String
    /// Mean over the images of per cent of rate; negative when the learned codec saves; nil when no image could tell.
    public var meanPercent: Double?
    /// Images behind the mean.
    public var images: Int
  }

  /// Everything that was measured.
  public struct Result: Sendable, Codable, Equatable {
    /// How the checkpoint came to be.
    public var checkpoint: String
    /// All points.
    public var points: [Point]
    /// One entry for each anchor and metric.
    public var differences: [Difference]
  }

  /// Qualities at which the anchors are measured: 0.1 to 2 bits per pixel on photographs.
  static let anchorQualities: [(codec: String, qualities: [Int])] = [
    ("jpeg", [5, 8, 12, 18, 25, 35, 50, 65, 80]), ("webp", [0, 5, 15, 30, 45, 60, 75, 85]),
  ]

  /// The checkpoint.
  public var checkpoint: Checkpoint
  /// The images.
  public var dataset: Dataset
  /// What is measured.
  public var metrics: [any QualityMetric]
  /// Images in work at a time.
  public var jobs: Int

  /// States an evaluation.
  public init(checkpoint: Checkpoint, dataset: Dataset, metrics: [any QualityMetric], jobs: Int) {
    self.checkpoint = checkpoint
    self.dataset = dataset
    self.metrics = metrics
    self.jobs = jobs
  }

  /// Measures every image at every setting.
  /// - Throws: `RunError.input` for an image that cannot be read.
  /// - Complexity: O(images · settings · metrics · pixels)
  public func run(progress: @escaping @Sendable (String) -> Void) async throws -> Result {
    let codec = LearnedImageCodec(checkpoint)
    let metrics = metrics
    let points = try await concurrentMap(dataset.items, limit: jobs) { item in
      let points = try Self.points(item, codec: codec, metrics: metrics)
      progress(item.name)
      return points
    }
    let all = points.flatMap { $0 }
    return Result(
      checkpoint: checkpoint.provenance, points: all,
      differences: Self.differences(all, metrics: metrics.map(\.descriptor)))
  }

  private static func points(
    _ item: Dataset.Item, codec: LearnedImageCodec, metrics: [any QualityMetric]
  ) throws -> [Point] {
    let image = try Self.image(item)
    let reference = BT709.picture(image)
    let prepared = PreparedMetrics(metrics, reference: reference)
    let pixels = Double(image.width * image.height)
    func point(_ name: String, _ setting: Int, bytes: Int, _ decoded: RGBImage) -> Point {
      let picture = BT709.picture(decoded)
      var values: [String: Double] = [:]
      for (id, evaluation) in prepared.evaluate(picture) where evaluation.score.isFinite {
        values[id] = evaluation.score
      }
      return Point(
        image: item.name, codec: name, setting: setting, bitsPerPixel: Double(8 * bytes) / pixels, values: values)
    }
    var points: [Point] = []
    for rate in 0..<codec.rates {
      let stream = codec.encode(image, rate: rate)
      points.append(point("learned", rate, bytes: stream.bytes.count, try codec.decode(stream)))
    }
    for (name, qualities) in anchorQualities {
      for quality in qualities {
        let bytes =
          name == "jpeg"
          ? try JPEGCodec.encode(image, quality: quality, subsampling: .s420, optimisedHuffman: true)
          : try WebPCodec.encode(image, quality: Double(quality))
        let decoded = name == "jpeg" ? try JPEGCodec.decode(bytes) : try WebPCodec.decode(bytes)
        points.append(point(name, quality, bytes: bytes.count, decoded))
      }
    }
    return points
  }

  /// The 8-bit pixels of an item.
  static func image(_ item: Dataset.Item) throws(RunError) -> RGBImage {
    switch item.source {
    case .scene(let scene): return scene.image()
    case .unreadable(let reason): throw RunError.input("\(item.name): \(reason)")
    case .file(let path):
      do throws(ImageFileError) { return try ImageReader.read(path: path).image.reducedTo8Bits } catch {
        throw RunError.input(error.description)
      }
    }
  }

  /// Mean Bjøntegaard differences over the images; an image without a common range of quality does not count.
  static func differences(_ points: [Point], metrics: [MetricDescriptor]) -> [Difference] {
    let images = Dictionary(grouping: points, by: \.image).sorted { $0.key < $1.key }
    return anchorQualities.flatMap { anchor in
      metrics.map { metric in
        let orientation = metric.direction == .higherIsBetter ? 1.0 : -1.0
        func curve(_ points: [Point], _ codec: String) -> [RatePoint] {
          points.filter { $0.codec == codec }.compactMap { point in
            point.values[metric.id].map { RatePoint(rate: point.bitsPerPixel, quality: orientation * $0) }
          }
        }
        let percents = images.compactMap { _, points in
          try? bjontegaardRate(baseline: curve(points, anchor.codec), candidate: curve(points, "learned"))
        }
        return Difference(
          anchor: anchor.codec, metric: metric.id,
          meanPercent: percents.isEmpty ? nil : percents.reduce(0, +) / Double(percents.count),
          images: percents.count)
      }
    }
  }
}
