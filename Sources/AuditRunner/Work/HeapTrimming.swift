import Foundation

/// glibc's `malloc_trim`, which its Swift module does not show; nil elsewhere.
private let mallocTrim: (@convention(c) (Int) -> Int32)? = dlsym(nil, "malloc_trim").map {
  unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
}

/// Gives memory that is free inside the heap back to the system.
///
/// An image leaves hundreds of megabytes of planes behind when its last case is done. glibc keeps them, and what the next
/// image asks for does not fit the same holes (docs/decisions.md, "Scheduling"). Where there is no glibc nothing happens.
func trimHeap() {
  _ = mallocTrim?(0)
}
