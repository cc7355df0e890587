/// What a metric's fusion is, wherever it works: a part of `run.json`, so that a record can be rendered without the model.
public struct FusionModel: Codable, Sendable, Equatable {
  /// A point of the feature space.
  public struct Place: Codable, Sendable, Equatable {
    /// What it is.
    public var name: String
    /// Feature → value.
    public var features: [String: Double]
    /// The unclipped score there.
    public var score: Double
    /// Feature → slope.
    public var slopes: [String: Double]

    /// States a place.
    public init(name: String, features: [String: Double], score: Double, slopes: [String: Double]) {
      self.name = name
      self.features = features
      self.score = score
      self.slopes = slopes
    }
  }

  /// An honest encode, where the fusion works in practice.
  public struct Operating: Codable, Sendable, Equatable {
    /// The image.
    public var image: String
    /// Who encoded.
    public var codec: String
    /// At which setting of the codec.
    public var quality: Double
    /// Where that is; the score is not clipped.
    public var place: Place
    /// Points of score to be gained there although no feature rises.
    public var gainByLosing: Double

    /// States an encode.
    public init(image: String, codec: String, quality: Double, place: Place, gainByLosing: Double) {
      self.image = image
      self.codec = codec
      self.quality = quality
      self.place = place
      self.gainByLosing = gainByLosing
    }
  }

  /// The score along one feature, the others as at a place of the table.
  public struct Curve: Codable, Sendable, Equatable {
    /// The feature that moves.
    public var feature: String
    /// The place's name.
    public var place: String
    /// Its values.
    public var values: [Double]
    /// The unclipped score at each.
    public var scores: [Double]
    /// The slope at each.
    public var slopes: [Double]

    /// States a curve.
    public init(feature: String, place: String, values: [Double], scores: [Double], slopes: [Double]) {
      self.feature = feature
      self.place = place
      self.values = values
      self.scores = scores
      self.slopes = slopes
    }
  }

  /// Slopes over an even grid of the whole feature box, most of which no picture reaches.
  public struct Grid: Codable, Sendable, Equatable {
    /// Values that each feature takes.
    public var levels: Int
    /// How many points it has.
    public var points: Int
    /// Feature → share of points with a negative slope.
    public var negative: [String: Double]
    /// Feature → smallest slope.
    public var least: [String: Double]
    /// Feature → largest slope.
    public var most: [String: Double]

    /// States a grid.
    public init(
      levels: Int, points: Int, negative: [String: Double], least: [String: Double], most: [String: Double]
    ) {
      self.levels = levels
      self.points = points
      self.negative = negative
      self.least = least
      self.most = most
    }
  }

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
  public var table: [Place]
  /// The score along each feature, through each place of the table.
  public var curves: [Curve]
  /// The slopes over the whole box.
  public var grid: Grid
  /// The best place that was found in the box [0, 1].
  public var best: Place
  /// The range to which scores are clipped; nil where they are not.
  public var clip: [Double]?

  /// States a fusion.
  public init(
    metric: String, title: String, model: String, supportVectors: Int, features: [String],
    table: [Place], curves: [Curve], grid: Grid, best: Place,
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
