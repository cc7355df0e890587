import Foundation

/// The checkpoints that come with the program.
public enum CheckpointLibrary {
  /// File extension of checkpoints.
  public static let fileExtension = "checkpoint"
  /// The name of the model that was trained on rate and squared error.
  public static let base = "base"

  /// Names of all bundled checkpoints, sorted, the base first.
  public static var names: [String] {
    let path = Bundle.module.resourcePath.map { $0 + "/" + folder } ?? folder
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let suffix = "." + fileExtension
    let names = files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    return names.filter { $0 == base } + names.filter { $0 != base }
  }

  /// Reads a bundled checkpoint, or a file at a path. An arm's name without its seed means its first seed.
  ///
  /// A file that holds a fine-tuned part takes its other parameters from `start`, or from the bundled base.
  /// - Throws: `CheckpointError`
  public static func checkpoint(
    _ nameOrPath: String, over start: Checkpoint? = nil
  ) throws(CheckpointError) -> Checkpoint {
    let data = try file(nameOrPath)
    guard nameOrPath != base else { return try Checkpoint(data: data) }
    do throws(CheckpointError) {
      return try Checkpoint(data: data)
    } catch .otherBase {
      let whole = if let start { start } else { try Checkpoint(data: file(base)) }
      return try Checkpoint(data: data, base: whole)
    }
  }

  private static let folder = "Bundled"
  private static let firstSeed = "-s1"

  private static func file(_ nameOrPath: String) throws(CheckpointError) -> Data {
    // The name of an arm stands for its first seed.
    for name in [nameOrPath, nameOrPath + firstSeed] {
      let url = Bundle.module.url(forResource: name, withExtension: fileExtension, subdirectory: folder)
      if let data = url.flatMap({ try? Data(contentsOf: $0) }) { return data }
    }
    guard let data = FileManager.default.contents(atPath: nameOrPath) else { throw .unknown(nameOrPath) }
    return data
  }
}

extension Bundle {
  /// The module's own resources, for tests.
  static var codec: Bundle { Bundle.module }
}
