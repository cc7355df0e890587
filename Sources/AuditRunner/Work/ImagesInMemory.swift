import ImageFiles

/// The images that a run has in memory, and how many cases of each are still open.
struct ImagesInMemory {
  private let budget: MemoryBudget
  private var images: [String: (pixels: Int, open: Int)] = [:]

  /// No images yet.
  init(budget: MemoryBudget) { self.budget = budget }

  /// Takes an image in if there is room for it beside the others.
  /// - Parameter cases: how many of its cases are open.
  mutating func admit(_ item: Dataset.Item, cases: Int) -> Bool {
    let pixels = Self.pixels(item)
    guard budget.admits(pixels: pixels, beside: images.values.map(\.pixels)) else { return false }
    images[item.name] = (pixels, cases)
    return true
  }

  /// What is to be said of the image's size, before it is read.
  func objection(to item: Dataset.Item) -> MemoryBudget.Objection? {
    budget.objection(to: Self.pixels(item), name: item.name)
  }

  /// `count` cases of an image are done; without open ones it leaves.
  /// - Returns: whether it left.
  @discardableResult
  mutating func release(_ cases: (image: String, count: Int)) -> Bool {
    guard let open = images[cases.image]?.open else { return false }
    guard open <= cases.count else {
      images[cases.image]?.open = open - cases.count
      return false
    }
    images[cases.image] = nil
    return true
  }

  /// What the file says that it has; 0 for scenes, which are small, and for what cannot be read.
  private static func pixels(_ item: Dataset.Item) -> Int {
    guard case .file(let path) = item.source else { return 0 }
    return ImageReader.declaredPixels(path: path) ?? 0
  }
}
