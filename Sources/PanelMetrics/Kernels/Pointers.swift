import Raster

// What the loops over samples stand in: pointers to the first elements of arrays, which are valid for the length of a call.
// All is inlined, so a loop compiles as if it stood in the caller.

/// Lends an array's elements to read.
@inline(__always)
func withPointers<A, R>(_ a: [A], _ body: (UnsafePointer<A>) -> R) -> R { body(a) }

/// Lends two arrays' elements to read.
@inline(__always)
func withPointers<A, B, R>(_ a: [A], _ b: [B], _ body: (UnsafePointer<A>, UnsafePointer<B>) -> R) -> R { body(a, b) }

/// Lends three arrays' elements to read.
@inline(__always)
func withPointers<A, B, C, R>(
  _ a: [A], _ b: [B], _ c: [C], _ body: (UnsafePointer<A>, UnsafePointer<B>, UnsafePointer<C>) -> R
) -> R { body(a, b, c) }

/// Lends four arrays' elements to read.
@inline(__always)
func withPointers<A, B, C, D, R>(
  _ a: [A], _ b: [B], _ c: [C], _ d: [D],
  _ body: (UnsafePointer<A>, UnsafePointer<B>, UnsafePointer<C>, UnsafePointer<D>) -> R
) -> R { body(a, b, c, d) }

/// Lends an array's elements to write.
@inline(__always)
func withMutablePointers<A, R>(_ a: inout [A], _ body: (UnsafeMutablePointer<A>) -> R) -> R { body(&a) }

/// Lends two arrays' elements to write.
@inline(__always)
func withMutablePointers<A, B, R>(
  _ a: inout [A], _ b: inout [B], _ body: (UnsafeMutablePointer<A>, UnsafeMutablePointer<B>) -> R
) -> R { body(&a, &b) }

/// Lends three arrays' elements to write.
@inline(__always)
func withMutablePointers<A, B, C, R>(
  _ a: inout [A], _ b: inout [B], _ c: inout [C],
  _ body: (UnsafeMutablePointer<A>, UnsafeMutablePointer<B>, UnsafeMutablePointer<C>) -> R
) -> R { body(&a, &b, &c) }

/// Lends memory for `count` elements, of no value yet.
@inline(__always)
func withScratch<A, R>(_ type: A.Type, _ count: Int, _ body: (UnsafeMutablePointer<A>) -> R) -> R {
  withUnsafeTemporaryAllocation(of: type, capacity: count) { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("scratch memory is never empty") }
    return body(base)
  }
}

/// The first elements of registers: from `start` on, every `lanes`-th one below `end`.
@inline(__always)
func registers(from start: Int = 0, _ end: Int, _ lanes: Int = 8) -> Registers {
  Registers(index: start, end: end, lanes: lanes)
}

/// What `registers` gives: no closure stands between a loop and its body, and no step is checked for overflow.
struct Registers: Sequence, IteratorProtocol {
  fileprivate var index: Int
  fileprivate let end: Int
  fileprivate let lanes: Int

  @inline(__always)
  mutating func next() -> Int? {
    guard index < end else { return nil }
    defer { index &+= lanes }
    return index
  }
}

extension Array {
  /// `count` elements, every one of which `fill` writes.
  @inline(__always)
  init(count: Int, fill: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialised in
      guard let base = buffer.baseAddress else { preconditionFailure("nothing is filled without elements") }
      fill(base)
      initialised = count
    }
  }
}

extension Plane {
  /// A plane whose samples `fill` writes, every one.
  @inline(__always)
  init(width: Int, height: Int, fill: (UnsafeMutablePointer<Sample>) -> Void) {
    self.init(width: width, height: height, samples: [Sample](count: width * height, fill: fill))
  }
}

extension UnsafePointer where Pointee == Float {
  /// The lanes that begin at element `index` of `count`; zeros where fewer are left.
  @inline(__always)
  func lanes(_ index: Int, of count: Int) -> Vector {
    if index &+ 8 <= count { return lanes(index) }
    var result = Vector(repeating: 0)
    for lane in 0..<(count &- index) { result[lane] = self[index &+ lane] }
    return result
  }
}
