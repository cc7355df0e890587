import ArgumentParser
import AuditRunner

/// Which images a command works on.
struct DatasetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Take the first N images only.", valueName: "n"))
  var limitImages: Int?

  @Argument(help: ArgumentHelp("Folders and image files; none: the built-in scenes.", valueName: "dataset"))
  var datasets: [String] = []

  func validate() throws {
    if let limitImages, limitImages < 1 { throw ValidationError("--limit-images must be at least 1") }
  }

  /// The images, found.
  /// - Parameter output: where the command will write; nothing in it is input.
  /// - Throws: what `DatasetScanner.scan` throws.
  func dataset(besides output: String? = nil) throws -> Dataset {
    let found = datasets.isEmpty ? Dataset.scenes() : try DatasetScanner.scan(datasets, besides: output)
    return limitImages.map { found.limited(to: $0) } ?? found
  }
}
