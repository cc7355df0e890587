/// One aligned allocation from which a kernel's buffers are cut; zeroed, freed as a whole.
///
/// `@unchecked Sendable`: it holds memory and no logic; whoever owns it sees to it that one task at a time writes
/// (a workspace is lent to one evaluation at a time, a prepared reference is written before it is shared).
final class ScratchMemory: @unchecked Sendable {
  /// Every buffer begins at a multiple of a cache line.
  static let alignment = 64

  private let base: UnsafeMutableRawPointer
  private let size: Int
  private var used = 0

  /// Reserves `size` bytes.
  init(size: Int) {
    self.size = size
    base = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: Self.alignment)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: max(size, 1))
  }

  deinit { base.deallocate() }

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
