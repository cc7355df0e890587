import Raster

/// Y', Cb and Cr at full resolution, code values on the 8-bit scale, fractional while they are being optimised.
public struct YCbCrPlanes: Sendable, Equatable {
  /// Luma.
  public var y: Plane<Float>
  /// Blue difference.
  public var cb: Plane<Float>
  /// Red difference.
  public var cr: Plane<Float>

  /// Joins three planes of one size.
  public init(y: Plane<Float>, cb: Plane<Float>, cr: Plane<Float>) {
    precondition(
      y.width == cb.width && y.width == cr.width && y.height == cb.height && y.height == cr.height,
      "Y', Cb and Cr have one size")
    self.y = y
    self.cb = cb
    self.cr = cr
  }

  /// Three planes of zeros.
  public init(width: Int, height: Int) {
    let zero = Plane<Float>(width: width, height: height, repeating: 0)
    self.init(y: zero, cb: zero, cr: zero)
  }

  /// Adds `weight · other`.
  /// - Complexity: O(width · height)
  mutating func add(_ other: YCbCrPlanes, weight: Double) {
    y.add(other.y, weight: Float(weight))
    cb.add(other.cb, weight: Float(weight))
    cr.add(other.cr, weight: Float(weight))
  }
}

extension Plane where Sample == Float {
  /// Adds `weight · other`.
  /// - Precondition: planes of one size.
  /// - Complexity: O(width · height)
  mutating func add(_ other: Plane<Float>, weight: Float) {
    precondition(other.count == count)
    samples.withUnsafeMutableBufferPointer { target in
      other.samples.withUnsafeBufferPointer { source in
        for index in 0..<target.count { target[index] += weight * source[index] }
      }
    }
  }
}
