import QualityMetrics
import Raster

extension SteeringInput where Sample == Float {
  /// A gradient of 0 by every sample of `input`.
  static func zero(like input: SteeringInput<Float>) -> SteeringInput<Float> {
    SteeringInput(luma: .zero(like: input.luma))
  }

  /// Adds `weight · other`.
  /// - Complexity: O(width · height)
  mutating func add(_ other: SteeringInput<Float>, weight: Double) {
    luma.add(other.luma, weight: Float(weight))
    guard let more = other.chroma else { return }
    var sum = chroma ?? Chroma(cb: .zero(like: more.cb), cr: .zero(like: more.cr))
    chroma = nil
    sum.cb.add(more.cb, weight: Float(weight))
    sum.cr.add(more.cr, weight: Float(weight))
    chroma = sum
  }
}

extension Plane where Sample == Float {
  /// Zeros in the size of `other`.
  static func zero(like other: Plane<Float>) -> Plane<Float> {
    Plane(width: other.width, height: other.height, repeating: 0)
  }

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
