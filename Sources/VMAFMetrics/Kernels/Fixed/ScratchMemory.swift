// `calloc` comes from the platform's C library: it hands out pages that are zero already.
import Glibc

/// One aligned allocation from which a kernel's buffers are cut; zeroed, freed as a whole.
///
/// `@unchecked Sendable`: it holds memory and no logic; whoever owns it sees to it that one task at a time writes
/// (a workspace is lent to one evaluation at a time, a prepared reference is written before it is shared).
final class ScratchMemory: @unchecked Sendable {
  /// Every buffer begins at a multiple of a cache line.
  static let alignment = 64

  private let allocation: UnsafeMutableRawPointer
  private let base: UnsafeMutableRawPointer
  private let size: Int
  private var used = 0

  /// Reserves `size` bytes.
  init(size: Int) {
    guard let allocation = calloc(1, size + Self.alignment) else {
      fatalError("out of memory: \(size) bytes for the metric's buffers")
    }
    self.size = size
    self.allocation = allocation
    base = allocation.alignedUp(toMultipleOf: Self.alignment)
  }

  deinit { free(allocation) }

  /// The next `bytes` bytes.
  func take(_ bytes: Int) -> UnsafeMutableRawPointer {
    let start = used
    used += Self.rounded(bytes)
    precondition(used <= size, "scratch memory was reserved too small")
    return base + start
  }

  /// `bytes` rounded up to whole cache lines.
  static func rounded(_ bytes: Int) -> Int { (bytes + alignment - 1) / alignment * alignment }
}
