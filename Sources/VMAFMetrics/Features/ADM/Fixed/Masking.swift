// Roots come from the platform's C library; no other part of Foundation is needed.
import Glibc

/// One row of what contrast masking needs.
struct MaskingRow {
  /// Bytes to the left of a buffer's first column.
  static let margin = 64
  /// A neighbour's share in masking, over the orientations, by column.
  let around: UnsafeMutableRawPointer
  /// What the coefficient's own share exceeds that by.
  let centre: UnsafeMutableRawPointer
  /// Magnitudes of the restored, weighted coefficients, by orientation and column.
  let restored: (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer)

  /// Bytes of a row's five buffers.
  static func bytes(width: Int) -> Int { 5 * bufferBytes(width) }
  private static func bufferBytes(_ width: Int) -> Int { ScratchMemory.rounded(4 * (width + 16)) + 2 * margin }

  init(width: Int, in memory: ScratchMemory) {
    let size = Self.bufferBytes(width)
    let base = memory.take(Self.bytes(width: width)) + Self.margin
    around = base
    centre = base + size
    restored = (base + 2 * size, base + 3 * size, base + 4 * size)
  }

  /// Writes eight columns from `x` on.
  @inline(__always)
  func put(around: Words, centre: Words, _ restored: Decoupling.Detail, _ x: Int) {
    self.around.put(around, 4 &* x)
    self.centre.put(centre, 4 &* x)
    self.restored.0.put(restored.horizontal, 4 &* x)
    self.restored.1.put(restored.vertical, 4 &* x)
    self.restored.2.put(restored.diagonal, 4 &* x)
  }

  /// Fills the neighbours outside the picture: before the first column the second, behind the last the last.
  func extend(width: Int) {
    let columns = around.assumingMemoryBound(to: Int32.self)
    columns[-1] = columns[min(1, width - 1)]
    columns[width] = columns[width - 1]
  }
}

/// Contrast masking and pooling: Σ max(|restored| − threshold, 0)³ over the rows of one level.
///
///     threshold = Σ over orientations of (1/30 of the eight neighbours' + 1/15 of the own additive detail)
///
/// Shifts keep the cubes within 64 bits and depend on the size of the bands. Source: libvmaf's `integer_adm.c`.
struct Masking {
  private let level: ADMLevel
  private let thresholdShifts: (Int32, Int32)
  private let squareShifts: (Int, Int)
  private let cubeShifts: (Int, Int)
  private let rowShift: Int
  private var sums: (Int64, Int64, Int64) = (0, 0, 0)

  init(level: ADMLevel) {
    self.level = level
    let columns = ADMLevel.ceilLog2(level.window.width)
    rowShift = ADMLevel.ceilLog2(level.window.height)
    if level.index == 0 {
      thresholdShifts = (10, 12)
      squareShifts = (29, 30)
      // Of bands of up to eight columns libvmaf's shift becomes negative, which its processors take for 63.
      cubeShifts = (columns < 4 ? 63 : columns - 4, columns < 3 ? 63 : columns - 3)
    } else {
      thresholdShifts = (0, 0)
      squareShifts = (30, 30)
      cubeShifts = (columns, columns)
    }
  }

  /// Adds a row of the level, given the masking of the rows above and below.
  mutating func add(_ above: MaskingRow, _ row: MaskingRow, _ below: MaskingRow) {
    var inner = (Longs.zero, Longs.zero, Longs.zero)
    let end = Words(repeating: Int32(truncatingIfNeeded: level.window.columns.upperBound))
    let places = Words(0, 1, 2, 3, 4, 5, 6, 7)
    let straight = Cube(square: squareShifts.0, cube: cubeShifts.0)
    let diagonal = Cube(square: squareShifts.1, cube: cubeShifts.1)
    let shift = Words(repeating: thresholdShifts.0)
    let diagonalShift = Words(repeating: thresholdShifts.1)
    let centre = UnsafeRawPointer(row.centre)
    let rows = (UnsafeRawPointer(above.around), UnsafeRawPointer(row.around), UnsafeRawPointer(below.around))
    let restored = (
      UnsafeRawPointer(row.restored.0), UnsafeRawPointer(row.restored.1), UnsafeRawPointer(row.restored.2)
    )
    var x = level.window.columns.lowerBound
    while x < level.window.columns.upperBound {
      let offset = 4 &* x
      let threshold: Words =
        centre.vector(offset) &+ three(rows.0, offset) &+ three(rows.1, offset) &+ three(rows.2, offset)
      let inside = WideLanes.greater(end, places &+ Words(repeating: Int32(truncatingIfNeeded: x)))
      let raised = threshold &<< shift
      inner.0 &+= straight.sum(restored.0.vector(offset) &- raised, inside)
      inner.1 &+= straight.sum(restored.1.vector(offset) &- raised, inside)
      let diagonals = restored.2.vector(offset, as: Words.self) &- threshold &<< diagonalShift
      inner.2 &+= diagonal.sum(diagonals, inside)
      x &+= 8
    }
    let blocks = Int64((level.window.columns.count + 7) / 8)
    let half = ADMLevel.half(rowShift)
    sums.0 &+= (straight.total(inner.0, blocks) &+ half) >> Int64(rowShift)
    sums.1 &+= (straight.total(inner.1, blocks) &+ half) >> Int64(rowShift)
    sums.2 &+= (diagonal.total(inner.2, blocks) &+ half) >> Int64(rowShift)
  }

  /// A row's part of nine neighbours.
  @inline(__always)
  private func three(_ row: UnsafeRawPointer, _ offset: Int) -> Words {
    row.vector(offset &- 4, as: Words.self) &+ row.vector(offset) &+ row.vector(offset &+ 4)
  }

  /// The level's numerator: Σ over orientations of the cube root of the pooled detail, plus the noise's.
  var score: Float {
    let (columns, diagonalColumns) = (cubeShifts.0 == 63 ? -1 : cubeShifts.0, cubeShifts.1 == 63 ? -1 : cubeShifts.1)
    func root(_ sum: Int64, _ whole: Int, _ columns: Int) -> Float {
      let power: Float
      if level.index == 0 {
        power = Float(Double(sum) / pow(2, Double(whole - columns - rowShift)))
      } else {
        power = Float(sum) / Float(pow(2, Double(whole - columns - rowShift)))
      }
      return powf(power, 1 / 3) + ADMPooling.noise(level)
    }
    let whole = level.index == 0 ? (52, 57) : [(45, 45), (39, 39), (36, 36)][level.index - 1]
    return root(sums.0, whole.0, columns) + root(sums.1, whole.0, columns) + root(sums.2, whole.1, diagonalColumns)
  }
}

/// ((x² + half) >> square, cut to 32 bits) · x, rounded and shifted by `cube`.
private struct Cube {
  let square: SIMD4<UInt64>
  let squareHalf: Longs
  let cube: SIMD4<UInt64>
  /// Rounding, and 2⁶³ to make a product of either sign fit an unsigned shift.
  let cubeHalf: Longs
  /// What that 2⁶³ leaves in every term.
  let excess: Int64

  init(square: Int, cube: Int) {
    self.square = SIMD4(repeating: UInt64(square))
    squareHalf = Longs(repeating: ADMLevel.half(square))
    self.cube = SIMD4(repeating: UInt64(cube))
    cubeHalf = Longs(repeating: (cube == 63 ? 0 : ADMLevel.half(cube)) &+ Int64.min)
    excess = Int64(bitPattern: (1 << 63) >> UInt64(cube))
  }

  /// The terms of eight values, of which the negative ones and those outside count as 0; each with its excess.
  @inline(__always)
  func sum(_ values: Words, _ inside: Words) -> Longs {
    let held = WideLanes.maximum(values, .zero) & inside
    return term(held) &+ term(oddWords(held))
  }

  @inline(__always)
  private func term(_ value: Words) -> Longs {
    let squared = bits(WideLanes.evenProducts(value, value) &+ squareHalf, as: SIMD4<UInt64>.self) &>> square
    let cubed = WideLanes.evenProducts(bits(squared), value) &+ cubeHalf
    return bits(bits(cubed, as: SIMD4<UInt64>.self) &>> cube)
  }

  /// The sum of all lanes without the excess of `blocks` times eight terms.
  func total(_ lanes: Longs, _ blocks: Int64) -> Int64 { lanes.wrappedSum() &- blocks &* 8 &* excess }
}
