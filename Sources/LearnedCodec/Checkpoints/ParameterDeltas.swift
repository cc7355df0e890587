/// What a fine-tuning changed, in eight bits a parameter: fine-tuned files are a quarter of the size of the model in
/// single precision, and what the rounding loses is small beside what the tuning moved.
///
/// Each layer's stretch of parameters has a step of its own, its largest difference over 127, as a little-endian
/// `Float32`; the differences follow as `Int8` multiples of it.
enum ParameterDeltas {
  private static let largest: Float = 127

  /// The layout's stretches inside `range`.
  static func stretches(_ layout: ParameterLayout, in range: Range<Int>) -> [Range<Int>] {
    layout.entries.map { $0.range.clamped(to: range) }.filter { !$0.isEmpty }
  }

  /// Bytes that `values` reads.
  /// - Complexity: O(parameters)
  static func bytes(from base: [Float], to tuned: [Float], _ stretches: [Range<Int>]) -> [UInt8] {
    var bytes: [UInt8] = []
    for stretch in stretches {
      let span = stretch.reduce(Float(0)) { max($0, abs(tuned[$1] - base[$1])) }
      let step = span / largest
      bytes += step.bitPattern.littleEndianBytes
      for index in stretch {
        let multiple = step > 0 ? ((tuned[index] - base[index]) / step).rounded() : 0
        bytes.append(UInt8(bitPattern: Int8(max(-largest, min(largest, multiple)))))
      }
    }
    return bytes
  }

  /// The tuned parameters of the stretches, one after the other; nil when there are not as many bytes as they need.
  /// - Complexity: O(parameters)
  static func values(_ bytes: ArraySlice<UInt8>, over base: [Float], _ stretches: [Range<Int>]) -> [Float]? {
    guard bytes.count == stretches.reduce(0, { $0 + $1.count + 4 }) else { return nil }
    var place = bytes.startIndex
    var values: [Float] = []
    for stretch in stretches {
      let step = Float(bitPattern: UInt32(littleEndian: bytes, at: place))
      place += 4
      for index in stretch {
        values.append(base[index] + step * Float(Int8(bitPattern: bytes[place])))
        place += 1
      }
    }
    return values
  }
}
