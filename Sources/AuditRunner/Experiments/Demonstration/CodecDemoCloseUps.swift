import AuditRecord
import Raster
import RunStorage

/// Picks the place of an image where the decoders differ most from their base for the worse, and cuts it out of each.
struct CodecDemoCloseUps {
  /// Columns and rows of a close-up.
  static let side = 160
  /// Steps of the search.
  static let grid = 16

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
    let place = worstPlace(base.image, best.image)
    var shown: [CodecDemoCrop.View] = []
    let all =
      [(name: "reference", image: reference, score: nil as Double?)] + views.map { ($0.name, $0.image, $0.score) }
    for view in all {
      let path = PicturePath.path(image: image, view.name)
      try folder.store(view.image.cropped(x: place.x, y: place.y, side: side), at: path)
      shown.append(.init(name: view.name, path: path, score: view.score))
    }
    return CodecDemoCrop(image: image, rate: "\(rate)", x: place.x, y: place.y, side: side, views: shown)
  }

  /// - Complexity: O(pixels · (side/grid)²)
  private func worstPlace(_ before: RGBImage, _ after: RGBImage) -> (x: Int, y: Int) {
    let columns = reference.width / Self.grid
    let rows = reference.height / Self.grid
    // Squared error gained, in blocks of the grid.
    var blocks = [Double](repeating: 0, count: columns * rows)
    for y in 0..<(rows * Self.grid) {
      for x in 0..<(columns * Self.grid) {
        let index = y * reference.width + x
        let original = Double(reference.green.samples[index])
        let old = Double(before.green.samples[index]) - original
        let new = Double(after.green.samples[index]) - original
        blocks[y / Self.grid * columns + x / Self.grid] += new * new - old * old
      }
    }
    let span = Self.side / Self.grid
    var best = (x: 0, y: 0)
    var most = -Double.infinity
    for y in 0...max(0, rows - span) {
      for x in 0...max(0, columns - span) {
        var sum = 0.0
        for dy in 0..<span { for dx in 0..<span { sum += blocks[(y + dy) * columns + x + dx] } }
        if sum > most {
          most = sum
          best = (x * Self.grid, y * Self.grid)
        }
      }
    }
    return best
  }
}

extension RGBImage {
  /// A square part.
  fileprivate func cropped(x: Int, y: Int, side: Int) -> RGBImage {
    func part(_ plane: Plane<UInt16>) -> Plane<UInt16> {
      Plane(
        width: side, height: side,
        samples: (0..<(side * side)).map { plane.samples[(y + $0 / side) * plane.width + x + $0 % side] })
    }
    return RGBImage(red: part(red), green: part(green), blue: part(blue), bitDepth: bitDepth)
  }
}
