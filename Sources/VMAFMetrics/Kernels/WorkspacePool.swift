import Synchronization

/// Workspaces of one size that are not in use; grows to as many as computations run at once.
final class WorkspacePool<Workspace>: Sendable {
  private let make: @Sendable () -> Workspace
  private let idle = Mutex<[Handle]>([])

  /// A workspace on its way from one owner to the next.
  ///
  /// Unchecked, because a workspace is reachable either from the pool, under its lock, or from the one computation that
  /// took it out.
  private struct Handle: @unchecked Sendable {
    let workspace: Workspace
  }

  init(_ make: @escaping @Sendable () -> Workspace) { self.make = make }

  /// Lends a workspace to `body`.
  @inline(__always)
  func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
    let handle = idle.withLock { $0.popLast() } ?? Handle(workspace: make())
    defer { idle.withLock { $0.append(handle) } }
    return body(handle.workspace)
  }
}
