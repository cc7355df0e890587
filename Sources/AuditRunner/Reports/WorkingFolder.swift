import Foundation

/// The folder in which the program runs: where CI looks for attached files from.
enum WorkingFolder {
  /// A path as it is seen from there: relative where it lies below, by its own name or links followed; else as it is.
  static func relative(_ path: String, from folder: String = FileManager.default.currentDirectoryPath) -> String {
    guard path.hasPrefix("/") else { return path }
    let pairs = [
      ((path as NSString).standardizingPath, (folder as NSString).standardizingPath),
      (
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path,
        URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
      ),
    ]
    for (path, folder) in pairs {
      if path == folder { return "" }
      let parent = folder.hasSuffix("/") ? folder : folder + "/"
      if path.hasPrefix(parent) { return String(path.dropFirst(parent.count)) }
    }
    return path
  }
}
