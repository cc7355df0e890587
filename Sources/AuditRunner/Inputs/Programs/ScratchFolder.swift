import Foundation
import RunStorage

/// A folder that exists for one piece of work: it is removed, with all it holds, with the last who holds it.
final class ScratchFolder: Sendable {
  /// Its path.
  let path: String

  /// Makes a folder below the system's folder for temporary files.
  /// - Throws: `AuditError.disk`
  init() throws(AuditError) {
    guard let path = Leftovers.makeFolder() else {
      throw AuditError.disk("\(FileManager.default.temporaryDirectory.path): no folder can be made there")
    }
    self.path = path
  }

  deinit { Leftovers.remove(folder: path) }

  /// Makes a folder and hands out its path for as long as the work takes.
  static func with<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let folder = try ScratchFolder()
    defer { withExtendedLifetime(folder) {} }
    return try await work(folder.path)
  }
}
