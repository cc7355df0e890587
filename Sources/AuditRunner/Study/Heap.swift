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
  _ = mallocTrim?(0)
}

/// Has all threads share one heap; called once, before there are threads.
///
/// glibc gives every thread a heap of its own, and planes that one thread freed are of no use to the next: that took a
/// fifth of a run's memory. Planes are few and large, so threads do not wait for each other.
public func shareOneHeap() {
  let arenaMax: Int32 = -8  // M_ARENA_MAX of malloc.h
  _ = libraryFunction("mallopt", as: (@convention(c) (Int32, Int32) -> Int32).self)?(arenaMax, 1)
}
