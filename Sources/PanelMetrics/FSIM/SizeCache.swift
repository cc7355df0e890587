import Synchronization

/// What depends on a picture's size alone, made once for all pictures of that size and kept as long as one of them needs
/// it.
///
/// Nothing that is computed depends on whether a value was there already, so it is a memory and no state.
final class SizeCache<Value: AnyObject & Sendable>: Sendable {
  private struct Size: Hashable {
    let width: Int
    let height: Int
  }

  private struct Entry {
    weak var value: Value?
  }

  private let entries = Mutex<[Size: Entry]>([:])

  /// Nothing yet.
  init() {}

  /// The value of a size, from `make` where nobody holds one.
  func value(width: Int, height: Int, make: () -> Value) -> Value {
    let size = Size(width: width, height: height)
    if let known = entries.withLock({ $0[size]?.value }) { return known }
    // Outside the lock, because it takes milliseconds: of two that are made at once the first to arrive is kept.
    let made = make()
    return entries.withLock { entries in
      if let known = entries[size]?.value { return known }
      entries = entries.filter { $0.value.value != nil }
      entries[size] = Entry(value: made)
      return made
    }
  }
}
