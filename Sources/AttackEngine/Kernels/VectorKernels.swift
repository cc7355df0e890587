/// Loops over the samples of planes of one size.
///
/// Sums run in eight lanes of Float over blocks of 512 samples and from block to block in Double, always in the same
/// order: the same bits on every machine, and an error far below that of a picture's rounding.
enum VectorKernels {
  private static let block = 512

  /// `Σ a·b`.
  /// - Complexity: O(count)
  static func dot(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count)
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in sum(count: a.count) { $0(a) * $0(b) } }
    }
  }

  /// `Σ |a|`.
  /// - Complexity: O(count)
  static func sumOfMagnitudes(_ a: [Float]) -> Double {
    a.withUnsafeBufferPointer { a in
      sum(count: a.count) {
        let value = $0(a)
        return value.replacing(with: -value, where: value .< 0)
      }
    }
  }

  /// The root of the mean square of `a`.
  /// - Complexity: O(count)
  static func rootMeanSquare(_ a: [Float]) -> Double { (dot(a, a) / Double(a.count)).squareRoot() }

  /// `Σ (a − b)²`.
  /// - Complexity: O(count)
  static func squaredDistance(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count)
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        sum(count: a.count) {
          let difference = $0(a) - $0(b)
          return difference * difference
        }
      }
    }
  }

  /// `Σ (clip(centre + scale·offset) − centre)²`, clipped to the bounds.
  /// - Complexity: O(count)
  static func clippedEnergy(
    centre: [Float], offset: [Float], scale: Float, lower: [Float], upper: [Float]
  ) -> Double {
    centre.withUnsafeBufferPointer { centre in
      offset.withUnsafeBufferPointer { offset in
        lower.withUnsafeBufferPointer { lower in
          upper.withUnsafeBufferPointer { upper in
            sum(count: centre.count) { load in
              let middle = load(centre)
              var value = middle + scale * load(offset)
              let low = load(lower)
              let high = load(upper)
              value.replace(with: low, where: value .< low)
              value.replace(with: high, where: value .> high)
              value -= middle
              return value * value
            }
          }
        }
      }
    }
  }

  /// `clip(centre + scale·offset)` into `result`.
  /// - Complexity: O(count)
  static func placeClipped(
    centre: [Float], offset: [Float], scale: Float, lower: [Float], upper: [Float], into result: inout [Float]
  ) {
    let count = result.count
    precondition(centre.count == count && offset.count == count && lower.count == count && upper.count == count)
    result.withUnsafeMutableBufferPointer { result in
      for index in 0..<count {
        let value = centre[index] + scale * offset[index]
        let raised = value < lower[index] ? lower[index] : value
        result[index] = raised > upper[index] ? upper[index] : raised
      }
    }
  }

  /// Clips `values` to the bounds.
  /// - Complexity: O(count)
  static func clip(_ values: inout [Float], lower: [Float], upper: [Float]) {
    let count = values.count
    precondition(lower.count == count && upper.count == count)
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<count {
        let raised = values[index] < lower[index] ? lower[index] : values[index]
        values[index] = raised > upper[index] ? upper[index] : raised
      }
    }
  }

  /// `values += scale·direction`.
  /// - Complexity: O(count)
  static func add(_ direction: [Float], scaledBy scale: Float, to values: inout [Float]) {
    precondition(direction.count == values.count)
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<values.count { values[index] += scale * direction[index] }
    }
  }

  /// `values *= scale`.
  /// - Complexity: O(count)
  static func scale(_ values: inout [Float], by scale: Float) {
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<values.count { values[index] *= scale }
    }
  }

  /// `a − b`.
  /// - Complexity: O(count)
  static func difference(_ a: [Float], _ b: [Float]) -> [Float] {
    precondition(a.count == b.count)
    return [Float](unsafeUninitializedCapacity: a.count) { result, filled in
      for index in 0..<a.count { result[index] = a[index] - b[index] }
      filled = a.count
    }
  }

  /// Each sample's sign: −1, 0 or 1.
  /// - Complexity: O(count)
  static func replaceWithSigns(_ values: inout [Float]) {
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<values.count {
        let value = values[index]
        values[index] = value > 0 ? 1 : (value < 0 ? -1 : 0)
      }
    }
  }

  /// Sums `term`, which loads eight samples at a time; of the last few each by itself, in all lanes.
  @inline(__always)
  private static func sum(
    count: Int, _ term: (_ load: (UnsafeBufferPointer<Float>) -> SIMD8<Float>) -> SIMD8<Float>
  ) -> Double {
    var total = 0.0
    var index = 0
    let whole = count - count % 8
    while index < whole {
      let end = min(index + block, whole)
      var partial = SIMD8<Float>()
      while index < end {
        partial += term {
          UnsafeRawBufferPointer($0).loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
        }
        index += 8
      }
      total += Double(partial.sum())
    }
    while index < count {
      total += Double(term { SIMD8(repeating: $0[index]) }[0])
      index += 1
    }
    return total
  }
}
