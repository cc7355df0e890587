import QualityMetrics

/// What a run is asked to do.
public struct RunOptions: Sendable {
  /// The metric under audit.
  public var metric: any QualityMetric
  /// The attacks, ladders and panel.
  public var suite: Suite
  /// The images.
  public var dataset: Dataset
  /// The folder that receives the record, the pictures and the reports.
  public var output: String
  /// How many cases may be in work at a time.
  public var jobs: Int
  /// Where all random numbers of the run come from.
  public var seed: UInt64
  /// The limit that was asked for; nil for the suite's or the metric's own.
  public var maxInflation: Double?
  /// Whether to go on with the run that is in `output`.
  public var resume: Bool
  /// Which part of the images to take; nil for all.
  public var shard: Shard?
  /// When the run begins: ISO 8601, UTC.
  public var startedAt: String

  /// States a request.
  public init(
    metric: any QualityMetric, suite: Suite, dataset: Dataset, output: String, jobs: Int, seed: UInt64,
    maxInflation: Double?, resume: Bool, shard: Shard?, startedAt: String
  ) {
    self.metric = metric
    self.suite = suite
    self.dataset = dataset
    self.output = output
    self.jobs = jobs
    self.seed = seed
    self.maxInflation = maxInflation
    self.resume = resume
    self.shard = shard
    self.startedAt = startedAt
  }
}

/// One of several equal parts of a run's images, `I/N` on the command line.
///
/// The I-th shard has every N-th image, beginning with the I-th, so that an image's ladders are built once.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// Which one, counted from 1.
  public let index: Int
  /// Of how many.
  public let count: Int

  /// Reads `I/N`; nil unless 1 ≤ I ≤ N.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// `I/N`.
  public var description: String { "\(index)/\(count)" }

  /// Whether the image at this position, counted from 0, belongs to the shard.
  func contains(_ position: Int) -> Bool { position % count == index - 1 }
}
