import AuditRecord
import Raster
import RunStorage

/// Picks the place of an image where the decoders differ most from their base for the worse, and cuts it out of each.
struct CodecDemoCloseUps {
  /// Columns and rows of a close-up.
  static let side = 160

  let reference: RGBImage
  /// The rate that is shown.
  let rate: Int
  private var views: [(name: String, image: RGBImage, score: Double)] = []

  init(reference: RGBImage, rate: Int) {
    self.reference = reference
    self.rate = rate
  }

  /// Adds a decoded picture; the base is the first.
  mutating func add(_ image: RGBImage, _ name: String, score: Double) { views.append((name, image, score)) }

  /// Writes the close-ups of the place where the picture with the highest score gained most squared error of green.
  /// - Returns: nil when the image is smaller than a close-up, or nothing was added beside the base.
  /// - Throws: `AuditError`
  func store(image: String, in folder: PictureFolder) throws(AuditError) -> CodecDemoCrop? {
    let side = Self.side
    guard reference.width >= side, reference.height >= side, let base = views.first,
      let best = views.dropFirst().max(by: { $0.score < $1.score })
    else { return nil }
    let place = reference.reducedTo8Bits.windowOfLargestLoss(
      from: base.image, to: best.image, width: side, height: side)
    var shown: [CodecDemoCrop.View] = []
    let all =
      [(name: "reference", image: reference, score: nil as Double?)] + views.map { ($0.name, $0.image, $0.score) }
    for view in all {
      let path = PicturePath.path(image: image, view.name)
      try folder.store(view.image.cropped(x: place.x, y: place.y, width: side, height: side), at: path)
      shown.append(.init(name: view.name, path: path, score: view.score))
    }
    return CodecDemoCrop(image: image, rate: "\(rate)", x: place.x, y: place.y, side: side, views: shown)
  }
}
