import Raster

/// A 3×3 gradient operator over a plane with zeros around it: smoothing weights (edge, centre, edge) across, difference
/// along. Scharr's and Prewitt's are of this form.
struct GradientOperator: Sendable {
  /// Weight of the rows (columns) beside the central one.
  let edge: Double
  /// Weight of the central row (column).
  let centre: Double

  /// Equal weights, a third each.
  static let prewitt = GradientOperator(edge: 1.0 / 3, centre: 1.0 / 3)
  /// 3, 10, 3 sixteenths.
  static let scharr = GradientOperator(edge: 3.0 / 16, centre: 10.0 / 16)

  /// Visits all positions from left to right, top to bottom, one register at a time: row, column, differences along the
  /// columns' and the rows' direction.
  /// - Precondition: a plane with a margin of at least 1.
  /// - Complexity: O(width · height)
  @inline(__always)
  func forEachGroup<Scalar: PixelScalar>(
    _ plane: PaddedPlane<Scalar>, _ body: (Int, Int, (horizontal: Scalar.Vector, vertical: Scalar.Vector)) -> Void
  ) {
    let stride = plane.stride
    let origin = plane.origin
    let width = plane.width
    let edge = Scalar.Vector(repeating: Scalar(edge))
    let centre = Scalar.Vector(repeating: Scalar(centre))
    withPointers(plane.storage) { samples in
      for y in 0..<plane.height {
        for x in registers(width, Scalar.Vector.scalarCount) {
          let index = origin &+ y &* stride &+ x
          let above = index &- stride
          let below = index &+ stride
          let topLeft = samples.lanes(above &- 1)
          let topRight = samples.lanes(above &+ 1)
          let bottomLeft = samples.lanes(below &- 1)
          let bottomRight = samples.lanes(below &+ 1)
          let across = samples.lanes(index &+ 1) - samples.lanes(index &- 1)
          let down = samples.lanes(below) - samples.lanes(above)
          let horizontal = (topRight - topLeft + (bottomRight - bottomLeft)) * edge + across * centre
          let vertical = (bottomLeft - topLeft + (bottomRight - topRight)) * edge + down * centre
          body(y, x, (horizontal, vertical))
        }
      }
    }
  }

  /// The transpose: the plane of `Σ gradient · ∂difference/∂sample` for gradients that `gradient` gives group by group.
  ///
  /// Lanes past the row's end are left out here; `gradient` need not mask them.
  /// - Complexity: O(width · height)
  @inline(__always)
  func adjoint<Scalar: PixelScalar>(
    _ plane: PaddedPlane<Scalar>,
    _ gradient: (Int, Int, (horizontal: Scalar.Vector, vertical: Scalar.Vector)) -> (
      horizontal: Scalar.Vector, vertical: Scalar.Vector
    )
  ) -> Plane<Scalar> {
    let stride = plane.stride
    let origin = plane.origin
    let edge = Scalar.Vector(repeating: Scalar(edge))
    let centre = Scalar.Vector(repeating: Scalar(centre))
    let zero = Scalar.Vector(repeating: 0)
    let mask = RowMask<Scalar>(width: plane.width)
    var result = PaddedPlane<Scalar>(width: plane.width, height: plane.height, margin: plane.margin)
    withMutablePointers(&result.storage) { target in
      forEachGroup(plane) { y, x, differences in
        let given = gradient(y, x, differences)
        let (horizontal, vertical) = (given.horizontal * mask(x), given.vertical * mask(x))
        let index = origin &+ y &* stride &+ x
        let above = index &- stride
        let below = index &+ stride
        let sum = (horizontal + vertical) * edge
        let difference = (horizontal - vertical) * edge
        target.add(zero - sum, above &- 1)
        target.add(zero - vertical * centre, above)
        target.add(difference, above &+ 1)
        target.add(zero - horizontal * centre, index &- 1)
        target.add(horizontal * centre, index &+ 1)
        target.add(zero - difference, below &- 1)
        target.add(vertical * centre, below)
        target.add(sum, below &+ 1)
      }
    }
    return result.unpadded
  }

  /// The lengths of the differences' vectors, `rowLength` numbers a row; those past a row's end are unspecified.
  /// - Complexity: O(width · height)
  @inline(__always)
  func lengths<Scalar: PixelScalar>(_ plane: PaddedPlane<Scalar>, rowLength: Int) -> [Scalar] {
    [Scalar](count: rowLength * plane.height) { target in
      forEachGroup(plane) { y, x, gradient in target.store(norm(gradient), y &* rowLength &+ x) }
    }
  }
}

/// The length of a vector of differences.
@inline(__always)
func norm<Vector: Lanes>(_ gradient: (horizontal: Vector, vertical: Vector)) -> Vector {
  (gradient.horizontal * gradient.horizontal + gradient.vertical * gradient.vertical).squareRoot()
}
