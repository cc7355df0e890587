/// What a metric's fusion is, wherever it works: a part of `run.json`, so that a record can be rendered without the model.
public struct FusionModel: Codable, Sendable, Equatable {
  /// The metric's id, or the model's file.
  public var metric: String
  /// The name people know it by.
  public var title: String
  /// The model's name.
  public var model: String
  /// How many support vectors it has.
  public var supportVectors: Int
  /// The features that have slopes, in the model's order.
  public var features: [String]
  /// The reference itself and places on the way down from it.
  public var table: [FusionRecord.Place]
  /// The score along each feature, through each place of the table.
  public var curves: [FusionRecord.Curve]
  /// The slopes over the whole box.
  public var grid: FusionRecord.Grid
  /// The best place that was found in the box [0, 1].
  public var best: FusionRecord.Place
  /// The range to which scores are clipped; nil where they are not.
  public var clip: [Double]?

  /// States a fusion.
  public init(
    metric: String, title: String, model: String, supportVectors: Int, features: [String],
    table: [FusionRecord.Place], curves: [FusionRecord.Curve], grid: FusionRecord.Grid, best: FusionRecord.Place,
    clip: [Double]?
  ) {
    self.metric = metric
    self.title = title
    self.model = model
    self.supportVectors = supportVectors
    self.features = features
    self.table = table
    self.curves = curves
    self.grid = grid
    self.best = best
    self.clip = clip
  }
}

/// That an image's ladders are measured, or why not: a line of a look at a fusion.
public struct FusionLine: RecordLine {
  /// The image.
  public var image: String
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// Why the image could not be used.
  public var failure: ImageFailure?

  /// States a line.
  public init(image: String, input: String?, failure: ImageFailure? = nil) {
    self.image = image
    self.input = input
    self.failure = failure
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.fusion
  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> LineKey { LineKey(image: image) }
  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] { [LineKey(image: image)] }
  /// Which line.
  public var key: LineKey { LineKey(image: image) }
  /// The pictures that belong to the line.
  public var picturePaths: [String] { [] }
}
