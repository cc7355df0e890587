/// Planes of one size in one allocation, each row in whole registers of eight.
///
/// What stands between a row's end and the next row is unspecified: kernels may write there, and must not let it into a
/// result.
struct PlaneStack: Sendable {
  /// The size that planes have.
  struct Layout: Sendable, Equatable {
    let width: Int
    let height: Int
    /// Elements from one row to the next: whole registers.
    let rowLength: Int

    init(width: Int, height: Int) {
      self.width = width
      self.height = height
      rowLength = (width + 7) / 8 * 8
    }

    /// Half the size; of an odd one the larger half.
    var halved: Layout { Layout(width: (width + 1) / 2, height: (height + 1) / 2) }

    /// Elements of one plane.
    var planeLength: Int { rowLength * height }
  }

  /// Where a register begins.
  struct Place {
    let x: Int
    let y: Int
    /// The element of a plane.
    let index: Int
  }

  let layout: Layout
  /// The planes: number n begins at element `n · planeLength`.
  var storage: [Float]

  /// `count` planes of zeros.
  init(_ layout: Layout, count: Int) {
    self.layout = layout
    storage = [Float](repeating: 0, count: layout.planeLength * count)
  }

  /// `count` planes that `fill` writes, or leaves without a value where it does not.
  init(_ layout: Layout, count: Int, fill: (UnsafeMutablePointer<Float>) -> Void) {
    self.layout = layout
    storage = [Float](count: layout.planeLength * count, fill: fill)
  }
}

extension SIMD8 where Scalar == Float {
  /// The smaller of two numbers, lane by lane.
  @inline(__always) func smaller(_ other: Self) -> Self { replacing(with: other, where: self .> other) }

  /// Each lane limited to ±`limit`.
  @inline(__always) func limited(_ limit: Self) -> Self { smaller(limit).larger(Self(repeating: 0) - limit) }

  /// Positive lanes, 0 for the others.
  @inline(__always) var positivePart: Self { larger(Self(repeating: 0)) }
}
