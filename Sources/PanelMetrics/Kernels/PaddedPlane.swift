import Raster

/// A plane with zeros around it, laid out so that a kernel never needs a scalar tail.
///
/// Every row is followed by zeros up to a whole number of registers and one register more. A kernel may therefore read
/// and compute whole registers past a row's end; what it finds there are finite numbers.
struct PaddedPlane<Scalar: PixelScalar>: Sendable {
  /// Columns without the padding.
  let width: Int
  /// Rows without the padding.
  let height: Int
  /// Columns and rows of zeros before the first sample.
  let margin: Int
  /// Elements from one row to the next.
  let stride: Int
  /// All elements, row by row.
  var storage: [Scalar]

  /// A plane of zeros.
  init(width: Int, height: Int, margin: Int = 0) {
    self.init(width: width, height: height, margin: margin) { row, _ in row.initialize(repeating: 0, count: width) }
  }

  /// A padded copy of a plane, with `offset` added to each sample but not to the padding.
  /// - Complexity: O(width · height)
  init(_ plane: Plane<Scalar>, adding offset: Scalar = 0, margin: Int = 0) {
    self.init(converting: plane, margin: margin) { $0 + offset }
  }

  /// A padded copy of a plane, every sample converted.
  /// - Complexity: O(width · height)
  @inline(__always)
  init<Sample>(converting plane: Plane<Sample>, margin: Int = 0, _ convert: (Sample) -> Scalar) {
    let width = plane.width
    self = withPointers(plane.samples) { source in
      PaddedPlane(width: width, height: plane.height, margin: margin) { row, y in
        let from = y * width
        for x in 0..<width { row[x] = convert(source[from + x]) }
      }
    }
  }

  /// A plane whose rows `fill` writes, given where a row begins and its number; the padding is written here.
  @inline(__always)
  private init(width: Int, height: Int, margin: Int, fill: (UnsafeMutablePointer<Scalar>, Int) -> Void) {
    let lanes = Scalar.Vector.scalarCount
    let stride = (width + 2 * margin + lanes - 1) / lanes * lanes + lanes
    self.width = width
    self.height = height
    self.margin = margin
    self.stride = stride
    let total = (height + 2 * margin) * stride + lanes
    storage = [Scalar](count: total) { base in
      let first = base + (margin * stride + margin)
      base.initialize(repeating: 0, count: first - base)
      for y in 0..<height {
        let row = first + y * stride
        fill(row, y)
        (row + width).initialize(repeating: 0, count: stride - width)
      }
      let end = first + height * stride
      end.initialize(repeating: 0, count: base + total - end)
    }
  }

  /// The index of the first sample.
  var origin: Int { margin * stride + margin }

  /// Elements from a row's first sample that whole registers cover.
  var paddedWidth: Int {
    (width + Scalar.Vector.scalarCount - 1) / Scalar.Vector.scalarCount * Scalar.Vector.scalarCount
  }

  /// The samples without the padding.
  /// - Complexity: O(width · height)
  var unpadded: Plane<Scalar> {
    var samples: [Scalar] = []
    samples.reserveCapacity(width * height)
    for y in 0..<height {
      let start = origin + y * stride
      samples.append(contentsOf: storage[start..<(start + width)])
    }
    return Plane(width: width, height: height, samples: samples)
  }
}

/// Ones for the first `count` lanes of a register, zeros for the others: keeps padding out of a sum.
@inline(__always)
func laneMask<Scalar: PixelScalar>(_ count: Int, _ type: Scalar.Type) -> Scalar.Vector {
  let lanes = Scalar.Vector.scalarCount
  return withScratch(Scalar.self, 2 * lanes) { base in
    base.update(repeating: 1, count: lanes)
    (base + lanes).update(repeating: 0, count: lanes)
    return base.lanes(lanes - min(count, lanes))
  }
}
