import Foundation
import ImageFiles

/// How much of the machine's memory a run may fill with prepared images.
struct MemoryBudget: Sendable {
  /// What an image and its cases take while it is worked on, a pixel: pixels, prepared metrics and work space of the whole
  /// panel. Measured: 535 at 1920×1280 and 608 at 768×512, with the suite quick and one job (docs/decisions.md).
  static let bytesPerPixel = 650

  /// Bytes that prepared images may take together.
  let bytes: Int

  /// Two thirds of the memory that the machine has, or that its container may use.
  static var ofThisMachine: MemoryBudget {
    let installed = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let granted = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
      (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
        Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    return MemoryBudget(bytes: min(installed, granted.min() ?? installed) / 3 * 2)
  }

  /// Whether an image may be prepared while others are in memory. The first one always may: less cannot be done.
  func admits(pixels: Int, beside others: Int) -> Bool {
    others == 0 || Double(pixels + others) * Double(MemoryBudget.bytesPerPixel) <= Double(bytes)
  }
}

/// The images that a run has in memory, and how many cases of each are still open.
struct ImagesInMemory {
  private let budget: MemoryBudget
  private var images: [String: (pixels: Int, open: Int)] = [:]

  /// No images yet.
  init(budget: MemoryBudget) { self.budget = budget }

  /// Takes an image in if there is room for it beside the others.
  /// - Parameter cases: how many of its cases are open.
  mutating func admit(_ item: Dataset.Item, cases: Int) -> Bool {
    var pixels = 0
    if case .file(let path) = item.source { pixels = ImageReader.declaredPixels(path: path) ?? 0 }
    guard budget.admits(pixels: pixels, beside: images.values.reduce(0) { $0 + $1.pixels }) else { return false }
    images[item.name] = (pixels, cases)
    return true
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
}
