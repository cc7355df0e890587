/// The Gaussian window over which ColorVideoVDP takes detail to mask, wherever in a cycle it lies: standard deviation 3,
/// 13 taps each way, mirrored about the outermost samples.
///
/// Rows come in order, and a row is finished as soon as the six after it are there, so no more than thirteen are held. A
/// band of six or fewer columns or rows is not filtered. The filter's sums are multiplied by 10^−0.795….
///
/// Source: gfxdisp/ColorVideoVDP 0.5.7, cvvdp_metric.py (`phase_uncertainty`, `pu_dilate`, `mask_c`).
struct MaskingWindow {
  typealias Rows = UnsafeMutablePointer<Float>

  private static let radius = 6
  private static let held = 2 * radius + 1
  /// Gaussian taps from the outermost to the central one.
  private static let taps = SymmetricFilter.gaussian(radius: radius, sigma: 3).half
  /// 10 to the power of −0.7954971194267273.
  private static let factor = 0.160_141_127_009_387_43

  /// Elements from one channel's row to the next one's.
  let spacing: Int
  private let width: Int
  private let height: Int
  private let isFiltered: Bool
  /// The row that is being written, with room at both ends for mirrored samples.
  private let current: Rows
  /// Filtered along the row, by y modulo 13, then the differences.
  private let ring: Rows
  private let differenceRing: Rows
  private let across: [Vector]
  private let down: [Vector]

  /// Gives a window for planes of this size.
  @inline(__always)
  static func with(_ layout: PlaneStack.Layout, _ body: (MaskingWindow) -> Void) {
    let spacing = layout.rowLength + 16
    let count = (2 * held + 1) * 3 * spacing + 16
    withScratch(Float.self, count) { base in
      base.update(repeating: 0, count: count)
      body(MaskingWindow(layout, spacing, base + 8))
    }
  }

  private init(_ layout: PlaneStack.Layout, _ spacing: Int, _ storage: Rows) {
    self.spacing = spacing
    (width, height) = (layout.width, layout.height)
    isFiltered = min(layout.width, layout.height) > Self.radius
    current = storage
    ring = storage + 3 * spacing
    differenceRing = ring + Self.held * 3 * spacing
    across = Self.taps.map { Vector(repeating: Float($0)) }
    down = Self.taps.map { Vector(repeating: Float($0 * Self.factor)) }
  }

  /// Where the three channels' minima of the next row are to be written.
  var minima: Rows { current }

  /// Where the three channels' differences of row `y` are to be written, and where they are read.
  func differences(_ y: Int) -> Rows { differenceRing + y % Self.held &* 3 &* spacing }

  /// The last row that is finished when the minima of row `y` have been taken in.
  func lastFinished(_ y: Int) -> Int { !isFiltered || y == height - 1 ? y : y - Self.radius }

  /// Takes in the minima of row `y`.
  @inline(__always)
  func filterRow(_ y: Int) {
    let slot = ring + y % Self.held &* 3 &* spacing
    guard isFiltered else {
      slot.update(from: current, count: 3 &* spacing &- 8)
      return
    }
    for channel in 0..<3 {
      let row = current + channel &* spacing
      for step in 1...Self.radius {
        row[-step] = row[step]
        row[width &- 1 &+ step] = row[width &- 1 &- step]
      }
      filter(across, into: slot + channel &* spacing) { row + $0 }
    }
  }

  /// The window over thirteen lines, which `line` gives by their distance from the central one.
  @inline(__always)
  private func filter(_ taps: [Vector], into to: Rows, _ line: (Int) -> Rows) {
    let (t6, t5, t4, t3, t2, t1, t0) = (taps[0], taps[1], taps[2], taps[3], taps[4], taps[5], taps[6])
    let (a6, a5, a4, a3, a2, a1) = (line(-6), line(-5), line(-4), line(-3), line(-2), line(-1))
    let (b1, b2, b3, b4, b5, b6) = (line(1), line(2), line(3), line(4), line(5), line(6))
    let here = line(0)
    for x in registers(width) {
      var sum = here.lanes(x) * t0
      sum = sum.addingProduct(a1.lanes(x) + b1.lanes(x), t1)
      sum = sum.addingProduct(a2.lanes(x) + b2.lanes(x), t2)
      sum = sum.addingProduct(a3.lanes(x) + b3.lanes(x), t3)
      sum = sum.addingProduct(a4.lanes(x) + b4.lanes(x), t4)
      sum = sum.addingProduct(a5.lanes(x) + b5.lanes(x), t5)
      sum = sum.addingProduct(a6.lanes(x) + b6.lanes(x), t6)
      to.store(sum, x)
    }
  }

  /// Writes the three channels' masks of a finished row where minima are taken from.
  @inline(__always)
  func maskRow(_ y: Int) -> Rows {
    let factor = Vector(repeating: Float(Self.factor))
    for channel in 0..<3 {
      func line(_ offset: Int) -> Rows {
        let index = y &+ offset
        let mirrored = index < 0 ? 0 &- index : index < height ? index : 2 &* (height &- 1) &- index
        return ring + (mirrored % Self.held &* 3 &+ channel) &* spacing
      }
      let to = current + channel &* spacing
      if isFiltered {
        filter(down, into: to, line)
      } else {
        let here = line(0)
        for x in registers(width) { to.store(here.lanes(x) * factor, x) }
      }
    }
    return current
  }
}
