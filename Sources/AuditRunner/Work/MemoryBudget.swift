import Foundation
import QualityMetrics

/// How much memory a run may take, and what its images take of it.
struct MemoryBudget: Sendable {
  /// Bytes that the machine has, or that its container may use.
  let installed: Int
  /// Bytes a pixel that stay in memory as long as an image has open cases.
  let perImage: Int
  /// Bytes a pixel that a case in work takes beside them.
  let perJob: Int
  /// Cases in work at a time.
  let jobs: Int

  /// What the program takes without any image.
  static let program = 40_000_000
  /// Bytes a pixel of an image without a panel: its files' pixels, luma and chroma, VMAF's own side of it.
  static let withoutPanel = 60
  /// Bytes a pixel of a case in work: the distorted picture beside the largest work space, that of a gradient attack.
  static let perCase = 160

  /// The budget of a run.
  init(installed: Int, panel: [any QualityMetric], jobs: Int) {
    self.init(
      installed: installed, perImage: Self.withoutPanel + PreparedMetrics.bytesPerPixel(panel), perJob: Self.perCase,
      jobs: jobs)
  }

  init(installed: Int, perImage: Int, perJob: Int, jobs: Int) {
    self.installed = installed
    self.perImage = perImage
    self.perJob = perJob
    self.jobs = max(jobs, 1)
  }

  /// The memory that this machine has, or that its container may use.
  static var ofThisMachine: Int {
    let installed = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let granted = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
      (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
        Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    return min(installed, granted.min() ?? installed)
  }

  /// What a run may fill: two thirds of what is there.
  var bytes: Int { installed / 3 * 2 }

  /// Bytes that images of these many pixels take while they are worked on.
  func need(_ pixels: [Int]) -> Double {
    Double(Self.program) + Double(perImage) * Double(pixels.reduce(0, +))
      + Double(perJob) * Double(jobs) * Double(pixels.max() ?? 0)
  }

  /// Whether an image may be prepared while others are in memory. The first one may, as far as this goes: less cannot be
  /// done.
  func admits(pixels: Int, beside others: [Int]) -> Bool { others.isEmpty || need(others + [pixels]) <= Double(bytes) }

  /// What is to be said of an image that is too large to be worked on with ease even alone; nil for all others.
  func objection(to pixels: Int, name: String) -> Objection? {
    let need = need([pixels])
    guard need > Double(bytes) else { return nil }
    func gigabytes(_ bytes: Double) -> String { String(format: "%.1f GB", bytes / 1e9) }
    let size = String(format: "%.1f", Double(pixels) / 1e6)
    let isRefused = need > Double(installed)
    let text =
      "\(name): \(size) megapixels need about \(gigabytes(need)) with this panel and \(jobs) job\(jobs == 1 ? "" : "s"), and "
      + "there are \(gigabytes(Double(installed)))"
    return Objection(
      text: isRefused ? text + "; crop the image, or ask for fewer --jobs or a suite with a smaller panel" : text,
      isRefused: isRefused)
  }

  /// A word about memory.
  struct Objection: Sendable, Equatable {
    /// A sentence that names the image, what it needs and what there is.
    let text: String
    /// Whether the image cannot be worked on at all.
    let isRefused: Bool
  }
}
