import Synchronization

/// The buffers that one evaluation of fixed-point VMAF needs.
///
/// `@unchecked Sendable`: memory without logic, lent to one evaluation at a time by `WorkspacePool`.
final class IntegerVMAFWorkspace: @unchecked Sendable {
  let vif: VIFWorkspace
  let adm: ADMWorkspace
  /// The distorted picture by VIF's scales; the finest is the code values themselves.
  let planes: [SamplePlane]
  private let memory: ScratchMemory

  init(width: Int, height: Int) {
    vif = VIFWorkspace(width: width)
    adm = ADMWorkspace(width: width, height: height)
    let sizes = (0..<4).map { (width: width >> $0, height: height >> $0) }
    let memory = ScratchMemory(size: sizes.reduce(0) { $0 + SamplePlane.bytes(width: $1.width, height: $1.height) })
    planes = sizes.map { SamplePlane(width: $0.width, height: $0.height, in: memory) }
    self.memory = memory
  }
}

/// Workspaces of one size that are not in use; grows to as many as evaluations run at once.
final class WorkspacePool: Sendable {
  private let width: Int
  private let height: Int
  private let idle = Mutex<[IntegerVMAFWorkspace]>([])

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Lends a workspace for the time of `body`.
  func lend<Result>(_ body: (IntegerVMAFWorkspace) -> Result) -> Result {
    let space = idle.withLock { $0.popLast() } ?? IntegerVMAFWorkspace(width: width, height: height)
    defer { idle.withLock { $0.append(space) } }
    return body(space)
  }
}
