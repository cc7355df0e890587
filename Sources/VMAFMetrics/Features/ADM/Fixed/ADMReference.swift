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
    let sizes = levels.map { ScratchMemory.rounded(Self.rowBytes($0) * $0.window.maskingRows.count) }
    let memory = ScratchMemory(size: sizes.reduce(0, +))
    records = sizes.map { memory.take($0) }
    self.memory = memory
  }

  private static func rowBytes(_ level: ADMLevel) -> Int {
    let bytes = level.index == 0 ? FirstDecoupling.recordBytes : NextDecoupling.recordBytes
    return (level.window.maskingColumns.count + 7) / 8 * bytes
  }

  /// The records of row `y` of a level; see `FirstDecoupling` and `NextDecoupling`.
  func row(_ y: Int, level: ADMLevel) -> UnsafeMutableRawPointer {
    records[level.index] + (y - level.window.maskingRows.lowerBound) * Self.rowBytes(level)
  }

  /// Computes the reference's side.
  /// - Complexity: O(width · height)
  func fill(_ plane: SamplePlane, bitDepth: Int, space: ADMWorkspace) {
    for level in levels {
      var pooling = ADMPooling(level: level)
      space.transform(plane, bitDepth: bitDepth, level: level) { y in
        if level.window.rows.contains(y) { pooling.add(space.bands) }
        let target = row(y, level: level)
        if level.index == 0 {
          Self.keep(FirstDecoupling.self, space.bands, level, target)
        } else {
          Self.keep(NextDecoupling.self, space.bands, level, target)
        }
      }
      denominators[level.index] = pooling.score
    }
  }

  private static func keep<Arithmetic: DecouplingArithmetic>(
    _ arithmetic: Arithmetic.Type, _ bands: ADMBandRow, _ level: ADMLevel, _ target: UnsafeMutableRawPointer
  ) {
    var record = target
    var x = level.window.maskingColumns.lowerBound
    while x < level.window.maskingColumns.upperBound {
      for orientation in 0..<3 { arithmetic.keep(bands[orientation], x, record, orientation) }
      record += arithmetic.recordBytes
      x &+= 8
    }
  }
}
