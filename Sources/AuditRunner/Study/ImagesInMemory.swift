import ImageFiles

/// The images that a run has in memory, and how many pieces of work on each are still open.
struct ImagesInMemory {
  /// The room that an image was given.
  struct Room {
    /// How many pieces of work may be in work beside each other.
    let jobs: Int
    /// Whether the panel's members are prepared one after the other.
    let inTurn: Bool
    /// What is to be said of the image's size.
    let objection: MemoryBudget.Objection?
  }

  private struct Held {
    let pixels: Int
    let inTurn: Bool
    var open: Int
  }

  private let budget: MemoryBudget
  private var images: [String: Held] = [:]

  /// No images yet.
  init(budget: MemoryBudget) { self.budget = budget }

  /// How many pieces of work may be in work at a time with the images that are in memory.
  var jobs: Int {
    images.values.contains(where: \.inTurn)
      ? 1 : budget.jobs(beside: images.values.map(\.pixels))
  }

  /// Takes an image in if there is room for it beside the others; the first always is.
  /// - Parameter pieces: how many pieces of work on it are open.
  mutating func admit(_ item: Dataset.Item, pieces: Int) -> Room? {
    let pixels = Self.pixels(item)
    let others = images.values.map(\.pixels)
    guard others.isEmpty || !images.values.contains(where: \.inTurn) && budget.admits(pixels: pixels, beside: others)
    else { return nil }
    let inTurn = others.isEmpty && budget.mustTakeTurns(pixels: pixels)
    images[item.name] = Held(pixels: pixels, inTurn: inTurn, open: pieces)
    return Room(jobs: jobs, inTurn: inTurn, objection: budget.objection(to: pixels))
  }

  /// Whether only one piece of work on an image is open.
  func isLast(_ image: String) -> Bool { (images[image]?.open ?? 0) <= 1 }

  /// A piece of work on an image is done.
  mutating func release(_ image: String) { images[image]?.open -= 1 }

  /// An image leaves.
  mutating func remove(_ image: String) { images[image] = nil }

  /// What the file says that it has; 0 for scenes, which are small, and for what cannot be read.
  private static func pixels(_ item: Dataset.Item) -> Int {
    guard case .file(let path) = item.source else { return 0 }
    return ImageReader.declaredPixels(path: path) ?? 0
  }
}
