import Foundation
import QualityMetrics

/// How much memory a run may take, and what its images take of it.
struct MemoryBudget: Sendable {
  /// Bytes that the machine has, or that its container may use.
  let installed: Int
  /// Bytes that a run may fill.
  let bytes: Int
  /// Bytes a pixel that stay in memory as long as an image has open work.
  let perImage: Int
  /// Bytes a pixel of the same where the panel's members are prepared one after the other.
  let perImageInTurn: Int
  /// Bytes a pixel that a piece of work takes beside them.
  let perJob: Int
  /// Pieces of work at a time.
  let jobs: Int

  /// What the program takes without any image.
  static let program = 40_000_000
  /// Bytes a pixel of an image without a panel: its files' pixels, luma and chroma, VMAF's own side of it.
  static let withoutPanel = 60
  /// Bytes a pixel of a case in work: the distorted picture beside the largest work space, that of a gradient attack. A
  /// picture with its tone matched is made when the attack is over and takes less.
  static let perCase = 160
  /// Bytes a pixel of a picture on its way through the built-in codec, whose layers are wide.
  static let perCodecCase = 600

  /// The budget of a plan.
  /// - Parameter memory: bytes that may be filled; nil for two thirds of what there is.
  init(of plan: StudyPlan, memory: Int?, jobs: Int) {
    let computations = PreparedMetrics.computations(of: plan.panel)
    self.init(
      installed: memory ?? Self.ofThisMachine, bytes: memory ?? Self.ofThisMachine / 3 * 2,
      perImage: Self.withoutPanel + PreparedMetrics.bytesPerPixel(plan.panel),
      perImageInTurn: Self.withoutPanel + (computations.map { PreparedMetrics.bytesPerPixel($0) }.max() ?? 0),
      perJob: plan.bytesOfWork, jobs: jobs)
  }

  init(installed: Int, bytes: Int, perImage: Int, perImageInTurn: Int, perJob: Int, jobs: Int) {
    self.installed = installed
    self.bytes = bytes
    self.perImage = perImage
    self.perImageInTurn = perImageInTurn
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

  /// Bytes that images of these many pixels take while so many pieces of work are done on them.
  func need(_ pixels: [Int], jobs: Int) -> Double {
    Double(Self.program) + Double(perImage) * Double(pixels.reduce(0, +))
      + Double(perJob) * Double(jobs) * Double(pixels.max() ?? 0)
  }

  /// Bytes that one image takes whose panel is prepared member by member, with one piece of work at a time.
  func needInTurn(_ pixels: Int) -> Double {
    Double(Self.program) + Double(perImageInTurn + perJob) * Double(pixels)
  }

  /// How many pieces of work may be done at a time on the images in memory; at least one.
  func jobs(beside pixels: [Int]) -> Int {
    (1...jobs).last { need(pixels, jobs: $0) <= Double(bytes) } ?? 1
  }

  /// Whether an image may be prepared while others are in memory.
  func admits(pixels: Int, beside others: [Int]) -> Bool { need(others + [pixels], jobs: jobs) <= Double(bytes) }

  /// Whether an image alone leaves no room for its whole panel.
  func mustTakeTurns(pixels: Int) -> Bool { need([pixels], jobs: 1) > Double(bytes) }

  /// What is to be said of an image that is too large to be worked on with ease even alone and member by member; nil for
  /// all others.
  func objection(to pixels: Int) -> Objection? {
    let need = needInTurn(pixels)
    guard need > Double(bytes) else { return nil }
    func gigabytes(_ bytes: Double) -> String { String(format: "%.1f GB", bytes / 1e9) }
    let size = String(format: "%.1f", Double(pixels) / 1e6)
    let isRefused = need > Double(installed)
    let text =
      "\(size) megapixels need about \(gigabytes(need)) with this panel, and there are \(gigabytes(Double(installed)))"
    return Objection(
      text: isRefused ? text + "; crop the image, or ask for a suite with a smaller panel" : text, isRefused: isRefused)
  }

  /// A word about memory.
  struct Objection: Sendable, Equatable {
    /// A clause that says what the image needs and what there is.
    let text: String
    /// Whether the image cannot be worked on at all.
    let isRefused: Bool
  }
}
