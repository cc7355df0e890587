import Raster

/// The best 8-bit image seen so far, by the exact signed score.
struct BestPicture: Sendable {
  /// The image.
  private(set) var image: RGBImage
  /// Its exact signed score.
  private(set) var score: Double

  /// Keeps `image` when it scores higher than what is held; an equal score does not replace the earlier image.
  /// - Returns: whether it was kept.
  @discardableResult
  mutating func offer(_ image: RGBImage, score: Double) -> Bool {
    guard score > self.score else { return false }
    self.image = image
    self.score = score
    return true
  }

  /// Begins with an image.
  init(_ image: RGBImage, score: Double) {
    self.image = image
    self.score = score
  }
}
