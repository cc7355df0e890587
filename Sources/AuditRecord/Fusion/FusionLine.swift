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
  /// Which line.
  public var key: LineKey { LineKey(image: image) }
}
