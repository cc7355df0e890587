/// What VIF needs of a picture that stays while the other one of its pair varies.
///
/// Unchecked, because it holds pointers into memory of its own, which nothing writes once `analyse` has returned. A class, so
/// that the memory lives as long as anything of it is used.
final class SmoothVIFAnalysis<L: VMAFLanes>: @unchecked Sendable {
  let scales: [VIFScale<L.Scalar>]
  /// Σ denominator of each, as far as the picture is in the place of the reference.
  let denominators: [Double]
  /// Memory for whatever is compared with it.
  let workspaces: WorkspacePool<SmoothVIFWorkspace<L>>
  /// What the pointers point into.
  private let arena: Arena<L.Scalar>

  init(
    scales: [VIFScale<L.Scalar>], denominators: [Double], workspaces: WorkspacePool<SmoothVIFWorkspace<L>>,
    arena: Arena<L.Scalar>
  ) {
    self.scales = scales
    self.denominators = denominators
    self.workspaces = workspaces
    self.arena = arena
  }
}

/// The memory in which VIF compares one picture; no two computations use it at the same time.
final class SmoothVIFWorkspace<L: VMAFLanes> {
  typealias Scalar = L.Scalar

  private let arena = Arena<Scalar>()
  /// Copy of the picture's last row.
  let lastRow: UnsafeMutablePointer<Scalar>
  /// Scales 1 to 3 of the picture.
  let scales: [Grid<Scalar>]
  let vif: VIFBuffers<Scalar>
  /// A row as wide as the picture.
  let row: UnsafeMutablePointer<Scalar>
  private let size: (width: Int, height: Int)
  private var gradientPart: Gradient?

  /// What only gradients need.
  struct Gradient {
    let vif: VIFGradientBuffers<Scalar>
    /// Derivatives by the four scales.
    let scales: [Grid<Scalar>]
  }

  init(width: Int, height: Int) {
    size = (width, height)
    let arena = self.arena
    lastRow = arena.row(width: width)
    scales = (1..<4).map { arena.grid(width: width >> $0, height: height >> $0) }
    vif = VIFBuffers(arena, width: min(width, VIFPass<L>.stripWidth))
    row = arena.row(width: width)
  }

  /// Made when the first gradient is asked for.
  var gradient: Gradient {
    if let gradientPart { return gradientPart }
    let part = Gradient(
      vif: VIFGradientBuffers(arena, width: min(size.width, VIFPass<L>.stripWidth)),
      scales: (0..<4).map { arena.grid(width: size.width >> $0, height: size.height >> $0) })
    gradientPart = part
    return part
  }
}
