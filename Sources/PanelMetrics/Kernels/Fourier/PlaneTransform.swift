import Raster

/// Two-dimensional Fourier transforms of planes of one size, in two passes of strips: along the rows for eight rows at a
/// time, and down the columns for eight columns at a time.
///
/// The spectrum is kept as the column pass leaves it, one strip of eight columns after another; what comes back from an
/// inverse transform is kept in strips of eight rows. Work on every number alone needs no other order; `rows` gives it.
struct PlaneTransform: Sendable {
  /// Columns and rows of the plane.
  let width: Int
  let height: Int
  private let along: StripTransform
  private let down: StripTransform

  /// Prepares transforms of planes of this size.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    along = StripTransform(width)
    down = StripTransform(height)
  }

  /// Strips of eight columns, and of eight rows.
  var columnStrips: Int { (width + 7) / 8 }
  var rowStrips: Int { (height + 7) / 8 }
  /// Elements from one strip of columns to the next: whole blocks of 8×8.
  var columnPitch: Int { rowStrips * 8 }
  /// Elements from one strip of rows to the next.
  var rowPitch: Int { columnStrips * 8 }
  /// Elements of all strips, of either kind.
  var stripCount: Int { columnStrips * columnPitch }
  /// Elements of a buffer for either pass.
  private var bufferCount: Int { max(along.bufferCount, down.bufferCount, rowPitch, columnPitch) }

  /// Registers in strips, with the plan that orders them.
  struct Spectrum: Sendable {
    /// Real parts, strips of columns.
    var re: [SIMD8<Float>]
    /// Imaginary parts.
    var im: [SIMD8<Float>]
  }

  /// Three buffers for the passes.
  struct Buffers {
    let source: Strip
    let first: Strip
    let second: Strip

    /// Gives the memory back.
    func deallocate() { for strip in [source, first, second] { strip.deallocate() } }
  }

  /// Buffers for `columns` and `row`; the caller deallocates them.
  func allocateBuffers() -> Buffers {
    Buffers(source: .allocate(bufferCount), first: .allocate(bufferCount), second: .allocate(bufferCount))
  }

  /// The spectrum of `real + i·imaginary`.
  /// - Precondition: planes of the transform's size.
  /// - Complexity: O(n · log n) for n samples
  func spectrum(_ real: PaddedPlane<Float>, _ imaginary: PaddedPlane<Float>? = nil) -> Spectrum {
    let buffers = allocateBuffers()
    defer { buffers.deallocate() }
    var spectrum = Spectrum(
      re: [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: stripCount),
      im: [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: stripCount))
    withMutablePointers(&spectrum.re, &spectrum.im) { re, im in
      let target = Strip(re: re, im: im)
      for strip in 0..<rowStrips {
        gather(real, strip, buffers.source.re)
        if let imaginary { gather(imaginary, strip, buffers.source.im) }
        let result = along.run(buffers.source, buffers.first, buffers.second)
        for block in 0..<columnStrips {
          let to = block * columnPitch + strip * 8
          transposeBlock(result.re + block * 8, target.re + to)
          transposeBlock(result.im + block * 8, target.im + to)
        }
      }
      for block in 0..<columnStrips {
        let column = target.advanced(block * columnPitch)
        let result = down.run(column, buffers.first, buffers.second)
        column.re.update(from: result.re, count: height)
        column.im.update(from: result.im, count: height)
      }
    }
    return spectrum
  }

  /// The column pass of the inverse transform of `spectrum · filter`, into strips of rows.
  /// - Parameters:
  ///   - filter: the factor of spectrum element `index`; 0 in lanes beyond the width.
  ///   - target: `stripCount` elements.
  @inline(__always)
  func inverseColumns(
    _ spectrum: Spectrum, _ buffers: Buffers, into target: Strip, _ filter: (_ index: Int) -> SIMD8<Float>
  ) {
    withPointers(spectrum.re, spectrum.im) { re, im in
      for block in 0..<columnStrips {
        let start = block &* columnPitch
        for u in 0..<height {
          let factor = filter(start &+ u)
          buffers.source.re[u] = re[start &+ u] * factor
          buffers.source.im[u] = im[start &+ u] * factor
        }
        let result = down.runInverse(buffers.source, buffers.first, buffers.second)
        for strip in 0..<rowStrips {
          let to = strip &* rowPitch &+ block &* 8
          transposeBlock(result.re + strip &* 8, target.re + to)
          transposeBlock(result.im + strip &* 8, target.im + to)
        }
      }
    }
  }

  /// The row pass of the inverse transform for one strip of eight rows; the result is in one of the two buffers.
  func inverseRow(_ columns: Strip, _ strip: Int, _ first: Strip, _ second: Strip) -> Strip {
    along.runInverse(columns.advanced(strip * rowPitch), first, second)
  }

  /// Strips of rows as rows of whole registers.
  /// - Returns: `rowPitch` numbers a row; those beyond the width, and rows beyond the height, are of no meaning.
  func rows(_ strips: [SIMD8<Float>]) -> [Float] {
    [Float](count: rowStrips * 8 * rowPitch) { target in
      withPointers(strips) { strips in
        withScratch(SIMD8<Float>.self, 8) { block in
          for strip in 0..<rowStrips {
            for column in 0..<columnStrips {
              transposeBlock(strips + strip * rowPitch + column * 8, block)
              for y in 0..<8 { target.store(block[y], (strip * 8 + y) * rowPitch + column * 8) }
            }
          }
        }
      }
    }
  }

  /// Eight rows of a plane as a strip; rows below the plane are zeros.
  private func gather(_ plane: PaddedPlane<Float>, _ strip: Int, _ target: UnsafeMutablePointer<SIMD8<Float>>) {
    withPointers(plane.storage) { samples in
      withScratch(SIMD8<Float>.self, 8) { block in
        for column in 0..<columnStrips {
          for row in 0..<8 {
            let y = strip * 8 + row
            block[row] =
              y < height ? samples.lanes(plane.origin + y * plane.stride + column * 8) : SIMD8(repeating: 0)
          }
          transposeBlock(block, target + column * 8)
        }
      }
    }
  }
}
