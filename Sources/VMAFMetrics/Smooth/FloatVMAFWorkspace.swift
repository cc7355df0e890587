/// The memory in which one picture is scored and differentiated; no two computations use it at the same time.
final class FloatVMAFWorkspace<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  let arena = Arena<Scalar>()
  /// Copy of the picture's last row.
  let lastRow: UnsafeMutablePointer<Scalar>
  /// VIF's scales 1 to 3 of the picture.
  let scales: [Grid<Scalar>]
  let vif: VIFBuffers<Scalar>
  /// A row as wide as the picture.
  let row: UnsafeMutablePointer<Scalar>
  /// The low bands of ADM's first three levels, and of the last one a row that nobody reads.
  let lowBands: [Grid<Scalar>]
  let lastLowRow: UnsafeMutablePointer<Scalar>
  let wavelet: Daubechies2<L>
  /// The last four rows of a level's details.
  let details: ADMBands<Scalar>
  let adm: ADMBuffers<Scalar>
  private let width: Int
  private let height: Int
  private var gradientPart: FloatVMAFGradientWorkspace<L>?

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    let arena = self.arena
    lastRow = arena.row(width: width)
    scales = (1..<4).map { arena.grid(width: width >> $0, height: height >> $0) }
    vif = VIFBuffers(arena, width: min(width, VIFPass<L>.stripWidth))
    row = arena.row(width: width)
    let levels = ADMWindow.sizes(width: width, height: height)
    lowBands = levels.dropLast().map { arena.grid(width: $0.width, height: $0.height) }
    lastLowRow = arena.row(width: levels[3].width)
    wavelet = Daubechies2(lowRow: arena.row(width: width), highRow: arena.row(width: width))
    details = ADMBands(lastRows: arena, width: levels[0].width)
    adm = ADMBuffers(arena, width: levels[0].width)
  }

  /// What only gradients need, made when the first one is asked for.
  var gradient: FloatVMAFGradientWorkspace<L> {
    if let gradientPart { return gradientPart }
    let part = FloatVMAFGradientWorkspace<L>(arena, width: width, height: height)
    gradientPart = part
    return part
  }
}

/// What only gradients need.
struct FloatVMAFGradientWorkspace<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  let vif: VIFGradientBuffers<Scalar>
  /// Derivatives by VIF's four scales.
  let scales: [Grid<Scalar>]
  /// All rows of the picture's details by level, replaced by the derivatives by them.
  let details: [ADMBands<Scalar>]
  let adm: ADMGradientBuffers<Scalar>
  /// Derivatives by the low bands of ADM's first three levels.
  let lowBands: [Grid<Scalar>]
  /// Band rows on their way back.
  let widened: Grid<Scalar>

  init(_ arena: Arena<Scalar>, width: Int, height: Int) {
    let levels = ADMWindow.sizes(width: width, height: height)
    vif = VIFGradientBuffers(arena, width: min(width, VIFPass<L>.stripWidth))
    scales = (0..<4).map { arena.grid(width: width >> $0, height: height >> $0) }
    details = levels.map { ADMBands(arena, width: $0.width, height: $0.height) }
    adm = ADMGradientBuffers(arena, width: levels[0].width)
    lowBands = levels.dropLast().map { arena.grid(width: $0.width, height: $0.height) }
    widened = arena.grid(width: width, height: 8)
  }
}
