/// The reference's side of fixed-point ADM: detail and reciprocals at four levels, and the denominators.
///
/// `@unchecked Sendable`: `fill` runs before it is shared; afterwards it is only read.
final class ADMReference: @unchecked Sendable {
  /// Geometry and constants by level.
  let levels: [ADMLevel]
  /// Denominators by level.
  private(set) var denominators: [Float]
  private let memory: ScratchMemory
  private let records: [UnsafeMutableRawPointer]

  /// Reserves the memory of a reference; `fill` gives it its content.
  init(width: Int, height: Int, options: VMAFFeatureOptions) {
    levels = ADMLevel.levels(width: width, height: height, options: options)
    denominators = [Float](repeating: 0, count: 4)
    let sizes = levels.map { ScratchMemory.rounded(Self.rowBytes($0) * $0.haloRows.count) }
    let memory = ScratchMemory(size: sizes.reduce(0, +))
    records = sizes.map { memory.take($0) }
    self.memory = memory
  }

  private static func rowBytes(_ level: ADMLevel) -> Int {
    (level.haloColumns.count + 7) / 8 * (level.index == 0 ? FirstDecoupling.recordBytes : NextDecoupling.recordBytes)
  }

  /// The records of row `y` of a level; see `FirstDecoupling` and `NextDecoupling`.
  func row(_ y: Int, level: ADMLevel) -> UnsafeMutableRawPointer {
    records[level.index] + (y - level.haloRows.lowerBound) * Self.rowBytes(level)
  }

  /// Computes the reference's side.
  /// - Complexity: O(width · height)
  func fill(_ plane: SamplePlane, bitDepth: Int, space: ADMWorkspace) {
    for level in levels {
      var pooling = ADMPooling(level: level)
      space.transform(plane, bitDepth: bitDepth, level: level) { y in
        if level.rows.contains(y) { pooling.add(space.bands) }
        let target = row(y, level: level)
        if level.index == 0 {
          Self.keepFirst(space.bands, level, target)
        } else {
          Self.keepNext(space.bands, level, target)
        }
      }
      denominators[level.index] = pooling.score
    }
  }

  private static func keepFirst(_ bands: ADMBandRow, _ level: ADMLevel, _ target: UnsafeMutableRawPointer) {
    var record = target
    var x = level.haloColumns.lowerBound
    while x < level.haloColumns.upperBound {
      var offset = 0
      for band in [bands.horizontal, bands.vertical, bands.diagonal] {
        let narrow: SIMD8<Int16> = band.vector(2 &* x)
        record.put(narrow, offset)
        let values = Words(truncatingIfNeeded: narrow)
        let sign = values &>> 31
        let reciprocal = quotients(WideLanes.maximum(WideLanes.magnitude(values), Words(repeating: 1)))
        record.put((reciprocal ^ sign) &- sign, FirstDecoupling.reciprocals &+ 2 &* offset)
        offset &+= 16
      }
      record += FirstDecoupling.recordBytes
      x &+= 8
    }
  }

  private static func keepNext(_ bands: ADMBandRow, _ level: ADMLevel, _ target: UnsafeMutableRawPointer) {
    var record = target
    var x = level.haloColumns.lowerBound
    while x < level.haloColumns.upperBound {
      var offset = 0
      for band in [bands.horizontal, bands.vertical, bands.diagonal] {
        let values: Words = band.vector(4 &* x)
        record.put(values, offset)
        let magnitudes = WideLanes.maximum(WideLanes.magnitude(values), Words(repeating: 1))
        let low = leading(magnitudes.lowHalf)
        let high = leading(magnitudes.highHalf)
        record.put(
          quotients(SIMD8(lowHalf: low.bits, highHalf: high.bits)), NextDecoupling.reciprocals &+ offset)
        // The ratio's shift of 15, one bit short for its rounding.
        record.put(
          SIMD8(lowHalf: low.shift, highHalf: high.shift) &+ Words(repeating: 14), NextDecoupling.shifts &+ offset)
        offset &+= 32
      }
      record += NextDecoupling.recordBytes
      x &+= 8
    }
  }

  /// 2³⁰ / value, cut to a whole number. No quotient lies within a double's rounding below the next whole number.
  @inline(__always)
  private static func quotients(_ values: Words) -> Words {
    SIMD8(
      lowHalf: Decoupling.truncated(Decoupling.reciprocalUnit / SIMD4<Double>(values.lowHalf)),
      highHalf: Decoupling.truncated(Decoupling.reciprocalUnit / SIMD4<Double>(values.highHalf)))
  }

  /// A number's fifteen leading bits, rounded, and how many bits follow them; numbers below 2¹⁵ are kept whole.
  @inline(__always)
  private static func leading(_ values: SIMD4<Int32>) -> (bits: SIMD4<Int32>, shift: SIMD4<Int32>) {
    let doubles = SIMD4<Double>(values)
    // The exponent of a double is 1023 + floor(log2); fifteen bits reach up to an exponent of 14.
    let exponents = bits(doubles, as: SIMD4<UInt64>.self) &>> 52
    let beyond = SIMD4<Double>(SIMD4<Int32>(truncatingIfNeeded: exponents) &- SIMD4(repeating: 1023 + 14))
    let held = beyond.replacing(with: 0, where: beyond .< 0)
    let shift = Decoupling.truncated(held)
    let scale = (SIMD4<UInt64>(repeating: 1023) &- bits(SIMD4<Int64>(truncatingIfNeeded: shift))) &<< 52
    let scaled = doubles * bits(scale, as: SIMD4<Double>.self) + 0.5
    return (Decoupling.truncated(scaled), shift)
  }
}
