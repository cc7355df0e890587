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
    let lanes = Scalar.Vector.scalarCount
    self.width = width
    self.height = height
    self.margin = margin
    stride = (width + 2 * margin + lanes - 1) / lanes * lanes + lanes
    storage = [Scalar](repeating: 0, count: (height + 2 * margin) * stride + lanes)
  }

  /// A padded copy of a plane, with `offset` added to each sample but not to the padding.
  /// - Complexity: O(width · height)
  init(_ plane: Plane<Scalar>, adding offset: Scalar = 0, margin: Int = 0) {
    self.init(width: plane.width, height: plane.height, margin: margin)
    let width = width
    let stride = stride
    let origin = origin
    storage.withUnsafeMutableBufferPointer { target in
      plane.samples.withUnsafeBufferPointer { source in
        for y in 0..<plane.height {
          let from = y * width
          let to = origin + y * stride
          for x in 0..<width { target[to + x] = source[from + x] + offset }
        }
      }
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

extension PaddedPlane<Double> {
  /// A padded copy of a plane in Double, with `offset` added to each sample but not to the padding.
  /// - Complexity: O(width · height)
  init(converting plane: Plane<Float>, adding offset: Double) {
    self.init(width: plane.width, height: plane.height)
    let (width, stride) = (width, stride)
    storage.withUnsafeMutableBufferPointer { target in
      plane.samples.withUnsafeBufferPointer { source in
        for y in 0..<plane.height {
          for x in 0..<width { target[y * stride + x] = Double(source[y * width + x]) + offset }
        }
      }
    }
  }
}

/// Ones for the first `count` lanes of a register, zeros for the others: keeps padding out of a sum.
@inline(__always)
func laneMask<Scalar: PixelScalar>(_ count: Int, _ type: Scalar.Type) -> Scalar.Vector {
  let lanes = Scalar.Vector.scalarCount
  return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 2 * lanes) { buffer in
    guard let base = buffer.baseAddress else { return Scalar.Vector(repeating: 0) }
    (base).update(repeating: 1, count: lanes)
    (base + lanes).update(repeating: 0, count: lanes)
    return base.lanes(lanes - min(count, lanes))
  }
}
