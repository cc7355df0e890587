/// A row of one level's bands, by column: 16-bit numbers at the finest level, 32-bit ones at others.
struct ADMBandRow {
  let horizontal: UnsafeRawPointer
  let vertical: UnsafeRawPointer
  let diagonal: UnsafeRawPointer
}

/// The buffers that the wavelet and the masking of one picture need; made for the finest level, used for all.
final class ADMWorkspace {
  /// Bytes to the left of a row's first sample.
  static let margin = 64

  private let memory: ScratchMemory
  /// Low and high frequencies down the columns, and the three bands of a row.
  let low: UnsafeMutableRawPointer
  let high: UnsafeMutableRawPointer
  let horizontal: UnsafeMutableRawPointer
  let vertical: UnsafeMutableRawPointer
  let diagonal: UnsafeMutableRawPointer
  /// The approximations of levels 0 to 2: what the next level starts from.
  private let approximations: [UnsafeMutableRawPointer]
  private let strides: [Int]
  /// Masking of three rows.
  let masking: (MaskingRow, MaskingRow, MaskingRow)

  init(width: Int, height: Int) {
    let rowBytes = ScratchMemory.rounded(4 * (width + 32)) + 2 * Self.margin
    let half = (width + 1) / 2
    var sizes: [(stride: Int, height: Int)] = []
    var size = (width: width, height: height)
    for level in 0..<3 {
      size = ((size.width + 1) / 2, (size.height + 1) / 2)
      sizes.append((ScratchMemory.rounded((level == 0 ? 2 : 4) * (size.width + 32)), size.height))
    }
    memory = ScratchMemory(
      size: 5 * rowBytes + sizes.reduce(0) { $0 + $1.stride * $1.height } + 3 * MaskingRow.bytes(width: half))
    func row(_ memory: ScratchMemory) -> UnsafeMutableRawPointer { memory.take(rowBytes) + Self.margin }
    low = row(memory)
    high = row(memory)
    horizontal = row(memory)
    vertical = row(memory)
    diagonal = row(memory)
    var approximations: [UnsafeMutableRawPointer] = []
    for size in sizes { approximations.append(memory.take(size.stride * size.height)) }
    self.approximations = approximations
    strides = sizes.map(\.stride)
    masking = (
      MaskingRow(width: half, in: memory), MaskingRow(width: half, in: memory), MaskingRow(width: half, in: memory)
    )
  }

  /// The current row of bands.
  var bands: ADMBandRow {
    ADMBandRow(
      horizontal: UnsafeRawPointer(horizontal), vertical: UnsafeRawPointer(vertical),
      diagonal: UnsafeRawPointer(diagonal))
  }

  /// Where row `y` of a level's approximation stands.
  @inline(__always)
  func approximation(_ level: Int, row y: Int) -> UnsafeMutableRawPointer {
    approximations[level] + y &* strides[level]
  }

  /// The masking of row `y`.
  func maskingRow(_ y: Int) -> MaskingRow {
    switch y % 3 {
    case 0: return masking.0
    case 1: return masking.1
    default: return masking.2
    }
  }

  /// Transforms one level of a picture, row after row.
  /// - Parameter visit: called for each row that counts or masks one that does, with its bands in `bands`.
  func transform(_ plane: SamplePlane, bitDepth: Int, level: ADMLevel, visit: (Int) -> Void) {
    for y in 0..<level.height {
      let wanted = level.haloRows.contains(y)
      if level.index == 0 {
        FirstWavelet.columns(plane, index: y, bitDepth: bitDepth, low: low, high: wanted ? high : nil)
        let approximation = approximation(0, row: y)
        if wanted {
          FirstWavelet.rows(low, width: level.width, low: approximation, high: vertical)
          FirstWavelet.rows(high, width: level.width, low: horizontal, high: diagonal)
        } else {
          FirstWavelet.approximation(low, width: level.width, into: approximation)
        }
      } else {
        func row(_ offset: Int) -> UnsafeRawPointer {
          UnsafeRawPointer(
            approximation(level.index - 1, row: ADMLevel.place(2 * y + offset, level.inputHeight)))
        }
        let rows = (row(-1), row(0), row(1), row(2))
        if level.index == 1 {
          NextWavelet.columns(first: rows, width: level.inputWidth, low: low, high: high)
        } else {
          NextWavelet.columns(next: rows, width: level.inputWidth, low: low, high: high)
        }
        let shift = NextWavelet.rowShift(level.index)
        NextWavelet.rows(
          low, width: level.width, shift: shift, low: level.index < 3 ? approximation(level.index, row: y) : nil,
          high: vertical)
        if wanted { NextWavelet.rows(high, width: level.width, shift: shift, low: horizontal, high: diagonal) }
      }
      if wanted { visit(y) }
    }
  }
}
