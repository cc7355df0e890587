/// A row of one level's bands, by column: 16-bit numbers at the finest level, 32-bit ones at others.
struct ADMBandRow {
  let horizontal: UnsafeMutableRawPointer
  let vertical: UnsafeMutableRawPointer
  let diagonal: UnsafeMutableRawPointer

  /// By orientation: horizontal, vertical, diagonal.
  @inline(__always)
  subscript(orientation: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(orientation == 0 ? horizontal : orientation == 1 ? vertical : diagonal)
  }
}

/// The buffers that the wavelet and the masking of one picture need; made for the finest level, used for all.
final class ADMWorkspace {
  /// Bytes to the left of a row's first sample.
  static let margin = 64

  private let memory: ScratchMemory
  /// Low and high frequencies down the columns.
  private let low: UnsafeMutableRawPointer
  private let high: UnsafeMutableRawPointer
  /// The current row of bands.
  let bands: ADMBandRow
  /// The approximations of levels 0 to 2: what the next level starts from.
  private let approximations: [UnsafeMutableRawPointer]
  private let strides: [Int]
  /// Masking of three rows.
  private let masking: [MaskingRow]

  init(width: Int, height: Int) {
    let rowBytes = ScratchMemory.rounded(4 * (width + 32)) + 2 * Self.margin
    let half = (width + 1) / 2
    let sizes = ADMWindow.sizes(width: width, height: height).dropLast().enumerated().map { level, size in
      (stride: ScratchMemory.rounded((level == 0 ? 2 : 4) * (size.width + 32)), height: size.height)
    }
    let memory = ScratchMemory(
      size: 5 * rowBytes + sizes.reduce(0) { $0 + $1.stride * $1.height } + 3 * MaskingRow.bytes(width: half))
    func row() -> UnsafeMutableRawPointer { memory.take(rowBytes) + Self.margin }
    low = row()
    high = row()
    bands = ADMBandRow(horizontal: row(), vertical: row(), diagonal: row())
    approximations = sizes.map { memory.take($0.stride * $0.height) }
    strides = sizes.map(\.stride)
    masking = (0..<3).map { _ in MaskingRow(width: half, in: memory) }
    self.memory = memory
  }

  /// Where row `y` of a level's approximation stands.
  @inline(__always)
  func approximation(_ level: Int, row y: Int) -> UnsafeMutableRawPointer {
    approximations[level] + y &* strides[level]
  }

  /// The masking of row `y`.
  func maskingRow(_ y: Int) -> MaskingRow { masking[y % 3] }

  /// Transforms one level of a picture, row after row.
  /// - Parameter visit: called for each row that counts or masks one that does, with its bands in `bands`.
  func transform(_ plane: SamplePlane, bitDepth: Int, level: ADMLevel, visit: (Int) -> Void) {
    for y in 0..<level.window.height {
      let wanted = level.window.maskingRows.contains(y)
      if level.index == 0 {
        FirstWavelet.columns(plane, index: y, bitDepth: bitDepth, low: low, high: wanted ? high : nil)
        FirstWavelet.rows(
          low, width: level.window.width, low: approximation(0, row: y), high: wanted ? bands.vertical : nil)
        if wanted { FirstWavelet.rows(high, width: level.window.width, low: bands.horizontal, high: bands.diagonal) }
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
          low, width: level.window.width, shift: shift, low: level.index < 3 ? approximation(level.index, row: y) : nil,
          high: bands.vertical)
        if wanted {
          NextWavelet.rows(high, width: level.window.width, shift: shift, low: bands.horizontal, high: bands.diagonal)
        }
      }
      if wanted { visit(y) }
    }
  }
}
