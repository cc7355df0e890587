import Raster

/// Motion of the reference between frames, in libvmaf's float form: the mean absolute difference of luma (8-bit scale)
/// after a 5-tap Gaussian.
///
/// Source: libvmaf's `float_motion` (`FILTER_5`).
final class FloatMotion {
  /// The Gaussian.
  private static let taps: [Float] = [0.054488685, 0.244201342, 0.402619947, 0.244201342, 0.054488685]

  private let arena = Arena<Float>()
  private let buffers: VIFBuffers<Float>
  private let lastRow: UnsafeMutablePointer<Float>
  /// The last filtered frame, and the place of the next one.
  private var previous: Grid<Float>
  private var next: Grid<Float>

  init(width: Int, height: Int) {
    buffers = VIFBuffers(arena, width: min(width, VIFPass<FloatLanes>.stripWidth))
    lastRow = arena.row(width: width)
    previous = arena.grid(width: width, height: height)
    next = arena.grid(width: width, height: height)
  }

  /// The change from the frame taken before (of the first from nothing, which does not count) to the next frame's luma, on
  /// the 8-bit scale.
  /// - Complexity: O(width · height)
  func change(to luma: Plane<Float>) -> Double {
    let total = luma.withRows(lastRow) { source in
      Self.taps.withUnsafeBufferPointer { taps in
        guard let taps = taps.baseAddress else { return 0.0 }
        let pass = VIFPass<FloatLanes>(own: source, taps: taps, radius: Self.taps.count / 2, buffers: buffers)
        return pass.filter(into: next, comparedWith: previous)
      }
    }
    swap(&previous, &next)
    return total / Double(luma.count)
  }
}

extension VIFPass {
  /// Fills `output` with the filtered picture.
  /// - Returns: Σ |output − previous|.
  @inline(__always)
  fileprivate func filter(into output: Grid<Scalar>, comparedWith previous: Grid<Scalar>) -> Double {
    var total = 0.0
    forEachStrip { strip in
      var row = 0
      while row < own.height {
        var sum = L.zero
        forEachWindow(row, strip, other: nil) { index, column, moments, tail in
          let change = moments.value - L.load(previous.row(row + index) + strip.start + column)
          sum = sum + change.magnitude.zeroed(where: tail)
          moments.value.store(output.row(row + index) + strip.start + column)
        }
        total += sum.sum
        row += 2
      }
    }
    return total
  }
}
