import Glibc

/// A function of the C library by its name; nil where that has none.
///
/// glibc's `malloc_trim` and `mallopt` are not shown by its Swift module.
private func libraryFunction<Function>(_ name: String, as type: Function.Type) -> Function? {
  dlsym(nil, name).map { unsafeBitCast($0, to: type) }
}

private let mallocTrim = libraryFunction("malloc_trim", as: (@convention(c) (Int) -> Int32).self)

/// Gives memory that is free inside the heap back to the system.
///
/// An image leaves hundreds of megabytes of planes behind when its last case is done. glibc keeps them, and what the next
/// image asks for does not fit the same holes (docs/decisions.md, "Scheduling").
func trimHeap() {
  if mallocTrim?(0) != nil { adviseLargePages() }
}

private let mallopt = libraryFunction("mallopt", as: (@convention(c) (Int32, Int32) -> Int32).self)

/// Has the C library keep freed planes for the next picture until `trimHeap`, in large pages; called once, before there
/// are threads.
///
/// glibc gives pieces of more than 128 kB and the heap's free end back to the system, which clears every page before the
/// next plane gets it: an image of 768×512 met 86 000 page faults in suite quick, and meets 9000 with both. 32 MB is the
/// most that glibc's manual allows for pieces. A training step's patch matrices are kept the same way (docs/decisions.md,
/// "Training: a step beside its matrix products").
///
/// It is for programs: a library leaves its host's memory alone.
/// - Returns: whether both limits were taken; where there is no glibc nothing happens.
@discardableResult
public func keepFreedMemory() -> Bool {
  let trimThreshold: Int32 = -1  // M_TRIM_THRESHOLD of malloc.h
  let mapThreshold: Int32 = -3  // M_MMAP_THRESHOLD
  guard let mallopt, mallopt(mapThreshold, 32 << 20) == 1, mallopt(trimThreshold, 1 << 30) == 1 else { return false }
  adviseLargePages()
  return true
}

/// Asks the system for pages of 2 MB where the heap will grow.
///
/// A kernel walks through dozens of planes at a time, each in pages of its own, and finds few of them in the processor's
/// table of pages. Where large pages are given to those who ask (Linux's default), they have to be asked for before they are
/// written. So the heap is made to grow, and its new end, of which nothing is written, is advised and freed.
private func adviseLargePages() {
  #if os(Linux)
    let size = 31 << 20  // larger pieces are no part of the heap
    let pieces = (0..<8).compactMap { _ in malloc(size) }
    defer { for piece in pieces { free(piece) } }
    guard let first = pieces.min(), let last = pieces.max() else { return }
    let page = 4096
    let start = first.alignedUp(toMultipleOf: page)
    // Pieces that do not follow each other are no end of a heap.
    guard last - first < pieces.count * (size + page) else { return }
    _ = madvise(start, last + size - start, 14)  // MADV_HUGEPAGE of mman.h
  #endif
}

/// Has all threads share one heap; called once, before there are threads.
///
/// glibc gives every thread a heap of its own, and planes that one thread freed are of no use to the next: that took a
/// fifth of a run's memory. Planes are few and large, so threads do not wait for each other.
public func shareOneHeap() {
  let arenaMax: Int32 = -8  // M_ARENA_MAX of malloc.h
  _ = mallopt?(arenaMax, 1)
}
