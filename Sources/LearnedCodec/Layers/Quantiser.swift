import Raster

/// Rounding, and the noise that stands in for it where a gradient is needed.
///
/// J. Ballé, V. Laparra, E. P. Simoncelli, "End-to-end optimized image compression", ICLR 2017, section 3.
package enum Quantiser {
  /// The nearest integers; the gradient passes straight through.
  /// - Complexity: O(count)
  package static func rounded(_ input: FeatureMap) -> FeatureMap {
    input.with(values: mapped(input.values) { $0.rounded() })
  }

  /// The values plus uniform noise in [−½, ½).
  /// - Complexity: O(count)
  package static func noisy(_ input: FeatureMap, random: inout SeededRandom) -> FeatureMap {
    FeatureMap(like: input) { values in
      input.values.withUnsafeBufferPointer { x in
        var index = 0
        while index < x.count {
          // Two numbers of 24 bits from each draw.
          let bits = random.next()
          values[index] = x[index] + Float(bits >> 40) * 0x1p-24 - 0.5
          if index + 1 < x.count { values[index + 1] = x[index + 1] + Float((bits >> 8) & 0xFF_FFFF) * 0x1p-24 - 0.5 }
          index += 2
        }
      }
    }
  }
}
