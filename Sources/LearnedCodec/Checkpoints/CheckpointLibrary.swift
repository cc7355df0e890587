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

  /// Reads a bundled checkpoint, or a file at a path.
  ///
  /// A file that holds a fine-tuned part takes its other parameters from the bundled base.
  /// - Throws: `CheckpointError`
  public static func checkpoint(_ nameOrPath: String) throws(CheckpointError) -> Checkpoint {
    let data = try file(nameOrPath)
    guard nameOrPath != base else { return try Checkpoint(data: data) }
    do throws(CheckpointError) {
      return try Checkpoint(data: data)
    } catch .otherBase {
      return try Checkpoint(data: data, base: Checkpoint(data: file(base)))
    }
  }

  private static let folder = "Bundled"

  private static func file(_ nameOrPath: String) throws(CheckpointError) -> Data {
    let bundled = Bundle.module.url(forResource: nameOrPath, withExtension: fileExtension, subdirectory: folder)
    guard let data = bundled.flatMap({ try? Data(contentsOf: $0) }) ?? FileManager.default.contents(atPath: nameOrPath)
    else { throw .unknown(nameOrPath) }
    return data
  }
}
