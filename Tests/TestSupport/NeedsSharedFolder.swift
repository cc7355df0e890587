import Testing

extension Trait where Self == ConditionTrait {
  /// The test needs reference material that stands beside the package on some machines; `.ci/run` knows the reason and
  /// how many tests give it.
  /// - Parameter path: the file or folder, relative to the shared folder.
  public static func needsShared(_ path: String) -> Self {
    .enabled(if: SharedFolder.has(path), "needs the reference material beside the package")
  }
}
