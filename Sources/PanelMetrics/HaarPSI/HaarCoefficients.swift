import Raster

/// Undecimated Haar wavelet coefficients of three scales, horizontal and vertical, with their transpose.
///
/// At scale L = 0, 1, 2 the wavelet is `2^(L+1)` samples square, half of it +1 and half −1, divided by its side; results
/// have the plane's size and zeros stand outside it, aligned as MATLAB's `conv2(…, 'same')` aligns even windows. A
/// wavelet of one scale is four sums of the scale below, so each costs four additions a sample.
struct HaarCoefficients<Scalar: PixelScalar> {
  typealias Vector = Scalar.Vector

  /// One register of coefficients: horizontal and vertical of each scale.
  struct Group {
    var horizontal: (Vector, Vector, Vector)
    var vertical: (Vector, Vector, Vector)
  }

  /// Zeros around the plane that the largest window reaches into.
  static var margin: Int { 4 }

  let width: Int
  let height: Int
  private let stride: Int
  private let origin: Int
  /// Sums over 1×1, 2×2 and 4×4 blocks, each stored at its block's first sample.
  private var sums: (PaddedPlane<Scalar>, PaddedPlane<Scalar>, PaddedPlane<Scalar>)

  /// Elements of one row of coefficients in storage, whole registers.
  var rowLength: Int { sums.0.paddedWidth }

  /// Forms the block sums of a plane.
  /// - Complexity: O(width · height)
  init(_ plane: Plane<Scalar>) {
    let samples = PaddedPlane(plane, margin: Self.margin)
    width = plane.width
    height = plane.height
    stride = samples.stride
    origin = samples.origin
    let empty = PaddedPlane<Scalar>(width: width, height: height, margin: Self.margin)
    sums = (samples, empty, empty)
    Self.addBlocks(samples, step: 1, rows: height + 7, into: &sums.1)
    Self.addBlocks(sums.1, step: 2, rows: height + 5, into: &sums.2)
  }

  private static func addBlocks(
    _ source: PaddedPlane<Scalar>, step: Int, rows: Int, into target: inout PaddedPlane<Scalar>
  ) {
    let stride = source.stride
    let down = step * stride
    withPointers(source.storage) { source in
      withMutablePointers(&target.storage) { target in
        for y in 0..<rows {
          // A row's last register holds only padding; leaving it out keeps every read inside the storage.
          let end = (y + 1) * stride - Vector.scalarCount
          for index in registers(from: y * stride, end, Vector.scalarCount) {
            let top = source.lanes(index) + source.lanes(index + step)
            let bottom = source.lanes(index + down) + source.lanes(index + down + step)
            target.store(top + bottom, index)
          }
        }
      }
    }
  }

  /// Visits all positions from left to right, top to bottom, one register at a time: row, column, coefficients.
  @inline(__always)
  func forEachGroup(_ body: (Int, Int, Group) -> Void) {
    let stride = stride
    let origin = origin
    let width = width
    withPointers(sums.0.storage, sums.1.storage, sums.2.storage) { first, second, third in
      for y in 0..<height {
        for x in registers(width, Vector.scalarCount) {
          let index = origin &+ y &* stride &+ x
          let (h0, v0) = Self.pair(first, index, stride, step: 1)
          let (h1, v1) = Self.pair(second, index &- stride &- 1, stride, step: 2)
          let (h2, v2) = Self.pair(third, index &- 3 &* stride &- 3, stride, step: 4)
          body(y, x, Group(horizontal: (h0, h1, h2), vertical: (v0, v1, v2)))
        }
      }
    }
  }

  /// The two wavelets whose first block begins at `index`: difference of rows, difference of columns.
  @inline(__always)
  private static func pair(
    _ sums: UnsafePointer<Scalar>, _ index: Int, _ stride: Int, step: Int
  ) -> (horizontal: Vector, vertical: Vector) {
    let scale = Vector(repeating: 1 / Scalar(2 * step))
    let topLeft = sums.lanes(index)
    let topRight = sums.lanes(index &+ step)
    let bottomLeft = sums.lanes(index &+ step &* stride)
    let bottomRight = sums.lanes(index &+ step &* stride &+ step)
    let diagonal = topLeft - bottomRight
    let other = topRight - bottomLeft
    return ((diagonal + other) * scale, (diagonal - other) * scale)
  }

  /// The transpose: the plane of `Σ gradient · ∂coefficient/∂sample` for gradients that `gradient` gives group by group.
  ///
  /// Lanes past the row's end are left out here; `gradient` need not mask them.
  /// - Complexity: O(width · height)
  @inline(__always)
  func adjoint(_ gradient: (Int, Int, Group) -> Group) -> Plane<Scalar> {
    let stride = stride
    let mask = RowMask<Scalar>(width: width)
    var first = PaddedPlane<Scalar>(width: width, height: height, margin: Self.margin)
    var second = first
    var third = first
    withMutablePointers(&first.storage, &second.storage, &third.storage) { first, second, third in
      forEachGroup { y, x, coefficients in
        let group = gradient(y, x, coefficients)
        let mask = mask(x)
        let index = origin &+ y &* stride &+ x
        Self.spread(first, index, stride, 1, group.horizontal.0 * mask, group.vertical.0 * mask)
        Self.spread(second, index &- stride &- 1, stride, 2, group.horizontal.1 * mask, group.vertical.1 * mask)
        Self.spread(
          third, index &- 3 &* stride &- 3, stride, 4, group.horizontal.2 * mask, group.vertical.2 * mask)
      }
      Self.spreadBlocks(third, stride, step: 2, rows: height + 5, into: second)
      Self.spreadBlocks(second, stride, step: 1, rows: height + 7, into: first)
    }
    return first.unpadded
  }

  @inline(__always)
  private static func spread(
    _ target: UnsafeMutablePointer<Scalar>, _ index: Int, _ stride: Int, _ step: Int, _ horizontal: Vector,
    _ vertical: Vector
  ) {
    let scale = Vector(repeating: 1 / Scalar(2 * step))
    let sum = (horizontal + vertical) * scale
    let difference = (horizontal - vertical) * scale
    let zero = Vector(repeating: 0)
    target.add(sum, index)
    target.add(difference, index &+ step)
    target.add(zero - difference, index &+ step &* stride)
    target.add(zero - sum, index &+ step &* stride &+ step)
  }

  private static func spreadBlocks(
    _ source: UnsafeMutablePointer<Scalar>, _ stride: Int, step: Int, rows: Int,
    into target: UnsafeMutablePointer<Scalar>
  ) {
    for y in 0..<rows {
      for index in registers(from: y * stride, (y + 1) * stride - Vector.scalarCount, Vector.scalarCount) {
        let value = source.lanes(index)
        target.add(value, index)
        target.add(value, index + step)
        target.add(value, index + step * stride)
        target.add(value, index + step * stride + step)
      }
    }
  }
}
