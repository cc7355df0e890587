/// What the features need of one picture alone, for a picture that stays while the other one of its pair varies.
///
/// Unchecked, because it holds pointers into memory of its own, which nothing writes once `analyse` has returned. A class, so
/// that the memory lives as long as anything of it is used.
final class FloatVMAFAnalysis<L: VMAFLanes>: @unchecked Sendable {
  typealias Scalar = L.Scalar

  let width: Int
  let height: Int
  /// VIF's four scales.
  let vif: [VIFScale<Scalar>]
  /// Σ denominator of each, as far as the picture is in the place of the reference.
  let vifDenominators: [Double]
  /// Details of ADM's four levels.
  let adm: [ADMBands<Scalar>]
  /// Σ |w·o|³ of each, as far as the picture is in the place of the reference.
  let admCubes: [ADMCubes]
  /// Memory for whatever is compared with it.
  let workspaces: WorkspacePool<FloatVMAFWorkspace<L>>
  /// What the pointers point into.
  private let arena: Arena<Scalar>

  init(
    width: Int, height: Int, vif: [VIFScale<Scalar>], vifDenominators: [Double], adm: [ADMBands<Scalar>],
    admCubes: [ADMCubes], workspaces: WorkspacePool<FloatVMAFWorkspace<L>>, arena: Arena<Scalar>
  ) {
    self.width = width
    self.height = height
    self.vif = vif
    self.vifDenominators = vifDenominators
    self.adm = adm
    self.admCubes = admCubes
    self.workspaces = workspaces
    self.arena = arena
  }
}

/// Numerators and denominators of all features but motion.
struct FloatVMAFSums: Sendable {
  var vif = [VIFSums](repeating: VIFSums(), count: 4)
  /// Σ x³ and Σ |w·o|³ by level.
  var admCubes = [ADMCubes](repeating: ADMCubes(), count: 4)
  var admReferenceCubes = [ADMCubes](repeating: ADMCubes(), count: 4)
}
