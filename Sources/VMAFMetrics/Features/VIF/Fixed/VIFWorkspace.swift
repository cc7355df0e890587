/// The buffers that one pass over one scale needs; made for the finest scale, used for all.
///
/// - `coarser`: the picture at the scales after the finest.
/// - `pairs`: interleaved pairs of rows of up to five streams, a ring of sixteen (a filter reaches over nine).
/// - `rows`: what the vertical pass leaves for the two rows of a pair: up to five streams of 16 bits each, and the row
///   that goes to the next scale. Each has room to the left for the mirrored samples.
final class VIFWorkspace {
  /// The streams of a pass, in the order of the ring and of the rows.
  enum Stream {
    /// The picture itself; in the rows its local mean.
    static let value = 0
    /// Upper and lower part of its squares.
    static let squareHigh = 1
    static let squareLow = 2
    /// Upper and lower part of its products with the reference.
    static let crossHigh = 3
    static let crossLow = 4
    /// How many.
    static let count = 5
  }

  /// Bytes to the left of a row's first sample.
  static let margin = 64
  private static let ringSize = 16

  private let memory: ScratchMemory
  private let pairs: UnsafeMutableRawPointer
  private let rows: UnsafeMutableRawPointer
  private let pairBytes: Int
  private let rowBytes: Int
  /// The products of a vertical filter at the current pair of rows.
  let terms: UnsafeMutablePointer<VerticalTerm>
  let coarser: [SamplePlane]

  /// - Parameters: columns and rows of the finest scale.
  init(width: Int, height: Int) {
    pairBytes = ScratchMemory.rounded(4 * (width + 32))
    rowBytes = ScratchMemory.rounded(2 * (width + 32)) + 2 * Self.margin
    let rowCount = 2 * Stream.count + 1
    let termBytes = 32 * MemoryLayout<VerticalTerm>.stride
    let sizes = (1..<4).map { (width: width >> $0, height: height >> $0) }
    let memory = ScratchMemory(
      size: pairBytes * Stream.count * Self.ringSize + rowBytes * rowCount + ScratchMemory.rounded(termBytes)
        + sizes.reduce(0) { $0 + SamplePlane.bytes(width: $1.width, height: $1.height) })
    pairs = memory.take(pairBytes * Stream.count * Self.ringSize)
    rows = memory.take(rowBytes * rowCount)
    terms = memory.take(termBytes).bindMemory(to: VerticalTerm.self, capacity: 32)
    coarser = sizes.map { SamplePlane(width: $0.width, height: $0.height, in: memory) }
    self.memory = memory
  }

  /// Where the interleaved rows 2·pair and 2·pair + 1 of a stream stand.
  @inline(__always)
  func pair(_ pair: Int, stream: Int) -> UnsafeMutableRawPointer {
    pairs + ((pair & (Self.ringSize - 1)) &* Stream.count &+ stream) &* pairBytes
  }

  /// A stream's row after the vertical pass; `parity` 0 is the upper row of the pair.
  @inline(__always)
  func row(_ stream: Int, parity: Int) -> UnsafeMutableRawPointer {
    rows + ((parity &* Stream.count &+ stream) &* rowBytes &+ Self.margin)
  }

  /// The row that goes to the next scale.
  var coarseRow: UnsafeMutableRawPointer { rows + (2 * Stream.count * rowBytes + Self.margin) }

  /// Lays out the vertical filter's products around `pair` for the rows of `stream`.
  @inline(__always)
  func aim(_ taps: PairTaps, at pair: Int, stream: Int) -> UnsafePointer<VerticalTerm> {
    for (index, term) in taps.terms.enumerated() {
      terms[index] = VerticalTerm(
        row: UnsafeRawPointer(self.pair(pair + term.pair, stream: stream)), even: term.even, odd: term.odd)
    }
    return UnsafePointer(terms)
  }
}

/// One product of a vertical filter: a pair of rows and its coefficients for the upper and the lower output row.
struct VerticalTerm {
  let row: UnsafeRawPointer
  let even: Int32
  let odd: Int32
}
