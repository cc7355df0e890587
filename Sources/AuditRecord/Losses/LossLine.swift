/// What one attack, or the honest encodes of one image, came to in a comparison of losses: a line of its record.
public struct LossLine: RecordLine {
  /// What was measured.
  public enum Result: Codable, Sendable, Equatable {
    /// Pictures that losses and panel rank: the honest encodes, or one that an attack on the metric made.
    case pictures([LossRecord.Picture])
    /// A descent of one loss.
    case descent(LossRecord.Descent)
    /// The attack could not be made, or the image could not be used: a sentence for people.
    case failure(String)
  }

  /// Which piece of work.
  public var key: LineKey
  /// Size and hash of the input file; nil for what is no file.
  public var input: String?
  /// What it came to.
  public var result: Result

  /// States a line.
  public init(key: LineKey, input: String?, result: Result) {
    self.key = key
    self.input = input
    self.result = result
  }

  /// The kind of record that has such lines.
  public static let kind = RecordKind.losses
  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> LineKey { LineKey(image: image) }
  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [LineKey] {
    (header.losses?.parts ?? []).map { LineKey(image: image, part: $0) }
  }
  /// The image.
  public var image: String { key.image }
  /// The pictures that belong to the line.
  public var picturePaths: [String] { [] }
}

/// What a comparison of losses was asked beside what every run is asked: a part of its `run.json`.
public struct LossRequest: Codable, Sendable, Equatable {
  /// The losses, in the registry's order.
  public var losses: [LossRecord.Entry]
  /// The starts of all attacks, as SPECs.
  public var starts: [String]
  /// The pieces of work on each image, in the order of the record.
  public var parts: [String]
  /// By how many points groups must differ to decide a pair.
  public var margin: Double

  /// States a request.
  public init(losses: [LossRecord.Entry], starts: [String], parts: [String], margin: Double) {
    self.losses = losses
    self.starts = starts
    self.parts = parts
    self.margin = margin
  }
}
