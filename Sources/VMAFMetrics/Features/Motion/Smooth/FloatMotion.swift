import Raster

/// Motion of the reference between frames, in libvmaf's float form: the mean absolute difference of luma (8-bit scale)
/// after a 5-tap Gaussian.
///
/// `motion2` of a frame is the smaller of its motion from the frame before and of the next frame's; 0 for the first
/// frame, the plain motion for the last. Source: libvmaf's `float_motion` (`FILTER_5`).
final class FloatMotion {
  /// The Gaussian.
  private static let taps: [Float] = [0.054488685, 0.244201342, 0.402619947, 0.244201342, 0.054488685]

  private let arena = Arena<Float>()
  private let buffers: VIFBuffers<Float>
  private let lastRow: UnsafeMutablePointer<Float>
  /// The last filtered frame, and the place of the next one.
  private var previous: Grid<Float>
  private var next: Grid<Float>
  private var motions: [Double] = []

  init(width: Int, height: Int) {
    buffers = VIFBuffers(arena, width: min(width, VIFPass<FloatLanes>.stripWidth))
    lastRow = arena.row(width: width)
    previous = arena.grid(width: width, height: height)
    next = arena.grid(width: width, height: height)
  }

  /// Takes the next frame's luma, on the 8-bit scale.
  /// - Complexity: O(width · height)
  func append(_ luma: Plane<Float>) {
    let total = luma.samples.withUnsafeBufferPointer { samples in
      Self.taps.withUnsafeBufferPointer { taps in
        guard let samples = samples.baseAddress, let taps = taps.baseAddress else { return 0.0 }
        let source = RowSource(
          samples, width: luma.width, height: luma.height, offset: FloatVMAFCore<FloatLanes>.offset, lastRow: lastRow)
        let pass = VIFPass<FloatLanes>(own: source, taps: taps, radius: Self.taps.count / 2, buffers: buffers)
        return pass.filter(into: next, comparedWith: previous)
      }
    }
    motions.append(motions.isEmpty ? 0 : total / Double(luma.count))
    swap(&previous, &next)
  }

  /// `motion2` of every frame taken so far, the last one as the end of the sequence.
  var motion2: [Double] {
    motions.indices.map { index in
      index == 0 ? 0 : (index + 1 < motions.count ? min(motions[index], motions[index + 1]) : motions[index])
    }
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
        filterDown(row, strip, other: nil)
        var sum = L.zero
        var column = 0
        while column < strip.count {
          let (first, second) = filterAlong(column, withProducts: false)
          let tail = L.lanes(from: strip.count - column)
          func keep(_ row: Int, _ value: L) {
            guard row < own.height else { return }
            sum = sum + (value - L.load(previous.row(row) + strip.start + column)).magnitude.zeroed(where: tail)
            value.store(output.row(row) + strip.start + column)
          }
          keep(row, first.value)
          keep(row + 1, second.value)
          column &+= laneCount
        }
        total += sum.sum
        row += 2
      }
    }
    return total
  }
}
