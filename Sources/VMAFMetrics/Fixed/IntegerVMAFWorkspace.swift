/// The buffers that one evaluation of fixed-point VMAF needs.
final class IntegerVMAFWorkspace {
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

  /// Workspaces for pictures of one size.
  static func pool(width: Int, height: Int) -> WorkspacePool<IntegerVMAFWorkspace> {
    WorkspacePool { IntegerVMAFWorkspace(width: width, height: height) }
  }
}
