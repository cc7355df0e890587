/// What ADM needs of a picture that stays while the other one of its pair varies.
///
/// Unchecked, because it holds pointers into memory of its own, which nothing writes once `analyse` has returned. A class, so
/// that the memory lives as long as anything of it is used.
final class SmoothADMAnalysis<L: VMAFLanes>: @unchecked Sendable {
  let width: Int
  let height: Int
  /// Details of the four levels.
  let levels: [ADMBands<L.Scalar>]
  /// Σ |w·o|³ of each, as far as the picture is in the place of the reference.
  let cubes: [ADMCubes]
  /// Memory for whatever is compared with it.
  let workspaces: WorkspacePool<SmoothADMWorkspace<L>>
  /// What the pointers point into.
  private let arena: Arena<L.Scalar>

  init(
    width: Int, height: Int, levels: [ADMBands<L.Scalar>], cubes: [ADMCubes],
    workspaces: WorkspacePool<SmoothADMWorkspace<L>>, arena: Arena<L.Scalar>
  ) {
    self.width = width
    self.height = height
    self.levels = levels
    self.cubes = cubes
    self.workspaces = workspaces
    self.arena = arena
  }
}

/// The memory in which ADM compares one picture; no two computations use it at the same time.
final class SmoothADMWorkspace<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  private let arena = Arena<Scalar>()
  /// Copy of the picture's last row.
  let lastRow: UnsafeMutablePointer<Scalar>
  /// The low bands of the first three levels, and of the last one a row that nobody reads.
  let lowBands: [Grid<Scalar>]
  let lastLowRow: UnsafeMutablePointer<Scalar>
  let wavelet: Daubechies2<L>
  /// The last four rows of a level's details.
  let details: ADMBands<Scalar>
  let adm: ADMBuffers<Scalar>
  private let size: (width: Int, height: Int)
  private var gradientPart: Gradient?

  /// What only gradients need.
  struct Gradient {
    /// All rows of the picture's details by level, replaced by the derivatives by them.
    let details: [ADMBands<Scalar>]
    let adm: ADMGradientBuffers<Scalar>
    /// Derivatives by the low bands of the first three levels.
    let lowBands: [Grid<Scalar>]
    /// Band rows on their way back.
    let widened: Grid<Scalar>
  }

  init(width: Int, height: Int) {
    size = (width, height)
    let arena = self.arena
    let levels = ADMWindow.sizes(width: width, height: height)
    lastRow = arena.row(width: width)
    lowBands = levels.dropLast().map { arena.grid(width: $0.width, height: $0.height) }
    lastLowRow = arena.row(width: levels[3].width)
    wavelet = Daubechies2(lowRow: arena.row(width: width), highRow: arena.row(width: width))
    details = ADMBands(lastRows: arena, width: levels[0].width)
    adm = ADMBuffers(arena, width: levels[0].width)
  }

  /// Made when the first gradient is asked for.
  var gradient: Gradient {
    if let gradientPart { return gradientPart }
    let levels = ADMWindow.sizes(width: size.width, height: size.height)
    let part = Gradient(
      details: levels.map { ADMBands(arena, width: $0.width, height: $0.height) },
      adm: ADMGradientBuffers(arena, width: levels[0].width),
      lowBands: levels.dropLast().map { arena.grid(width: $0.width, height: $0.height) },
      widened: arena.grid(width: size.width, height: 8))
    gradientPart = part
    return part
  }
}
