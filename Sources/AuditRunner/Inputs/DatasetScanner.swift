import Foundation
import Glibc
import ImageFiles
import RunStorage

/// Finds the images below files and folders: recursive, in a fixed order, safe against links that lead in circles.
public enum DatasetScanner {
  /// The extensions that are taken as images, in lower case.
  public static let extensions = ImageReader.readableExtensions

  /// Lists the images of `paths`. A file that is named outright is taken whatever its extension.
  ///
  /// Pictures that a run of this program has written are no photographs: folders that hold a run are passed over.
  /// - Parameters:
  ///   - extensions: the extensions, in lower case, that are taken as images.
  ///   - output: where the command will write; nothing in it is input.
  /// - Throws: `AuditError.input` when a path does not exist or nothing is found, `AuditError.usage` when one lies in `output`.
  public static func scan(
    _ paths: [String], extensions: Set<String> = extensions, besides output: String? = nil
  ) throws(AuditError) -> Dataset {
    let output = output.flatMap { FileIdentity($0) }
    var found: [(dataset: String, item: Dataset.Item)] = []
    var skipped = 0
    var seen: Set<FileIdentity> = []
    for path in paths {
      guard let status = FileStatus(path) else {
        throw AuditError.input(path, ImageFileError.systemReason(errno, for: path))
      }
      // The same dataset given twice is one dataset.
      guard seen.insert(status.identity).inserted else { continue }
      if let output, lies(path, in: output) {
        throw AuditError.usage(path, "lies in the output folder, which is written anew; give another --output")
      }
      if status.isFolder {
        var walk = FolderWalk(root: path, extensions: extensions, output: output)
        walk.run()
        skipped += walk.skipped
        found += walk.items.map { (path, $0) }
      } else {
        let name = (path as NSString).lastPathComponent
        found.append((path, Dataset.Item(name: name, source: .file(path: path))))
      }
    }
    guard !found.isEmpty else {
      let kinds = extensions.sorted().map { ".\($0)" }.joined(separator: " ")
      throw AuditError.input(
        "no images (\(kinds)) in \(paths.joined(separator: ", "))"
          + (skipped > 0 ? "; \(skipped) other file\(skipped == 1 ? "" : "s")" : ""))
    }
    let items = distinguish(found).sorted { $0.name < $1.name }
    return Dataset(items: items, skippedFiles: skipped, names: paths)
  }

  /// Whether a path, links followed, is a folder or lies below it.
  private static func lies(_ path: String, in folder: FileIdentity) -> Bool {
    var path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    while true {
      if FileIdentity(path) == folder { return true }
      guard path != "/", !path.isEmpty else { return false }
      path = (path as NSString).deletingLastPathComponent
    }
  }

  /// Puts the dataset's own name before names that several datasets share, its path where that is not enough, and a
  /// number where even that is not.
  static func distinguish(_ found: [(dataset: String, item: Dataset.Item)]) -> [Dataset.Item] {
    var items = found.map(\.item)
    func lastComponent(_ path: String) -> String {
      let name = (path as NSString).standardizingPath as NSString
      return name.lastPathComponent
    }
    let prefixes: [(String, Dataset.Item) -> String] = [
      { dataset, item in lastComponent(dataset) + "/" + item.name },
      { dataset, item in (dataset as NSString).standardizingPath + "/" + item.name },
    ]
    for prefix in prefixes {
      let shared = sharedNames(items)
      for index in items.indices where shared.contains(items[index].name) {
        items[index].name = prefix(found[index].dataset, found[index].item)
      }
    }
    let shared = sharedNames(items)
    var count: [String: Int] = [:]
    for index in items.indices where shared.contains(items[index].name) {
      let name = items[index].name
      count[name, default: 0] += 1
      items[index].name = "\(name)#\(count[name, default: 0])"
    }
    return items
  }

  private static func sharedNames(_ items: [Dataset.Item]) -> Set<String> {
    Set(Dictionary(grouping: items, by: \.name).filter { $0.value.count > 1 }.keys)
  }
}

/// What `stat` says of a path, links followed.
private struct FileStatus {
  let identity: FileIdentity
  let isFolder: Bool
  let isRegular: Bool

  /// - Returns: nil when the path leads nowhere; `errno` says why.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    identity = FileIdentity(status)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

/// One walk below a folder.
private struct FolderWalk {
  let root: String
  let extensions: Set<String>
  /// The folder that the command will write to.
  let output: FileIdentity?
  var items: [Dataset.Item] = []
  var skipped = 0
  /// Folders that were entered already, so that a link back to one of them ends the walk there.
  var entered: Set<FileIdentity> = []

  mutating func run() { enter(root, relative: "") }

  private mutating func enter(_ path: String, relative: String) {
    guard let status = FileStatus(path), entered.insert(status.identity).inserted, status.identity != output,
      relative.isEmpty || !RunRoom.holdsRun(path)
    else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      return refuse(path, relative.isEmpty ? "." : relative, "the folder cannot be read")
    }
    // Links last, so that a folder keeps its own name where a link leads to it too.
    let entries = names.filter { !$0.hasPrefix(".") }.map { (name: $0, isLink: FileStatus.isLink("\(path)/\($0)")) }
    for entry in entries.filter({ !$0.isLink }) + entries.filter(\.isLink) {
      visit("\(path)/\(entry.name)", relative: relative.isEmpty ? entry.name : "\(relative)/\(entry.name)")
    }
  }

  private mutating func visit(_ path: String, relative: String) {
    let looksLikeImage = extensions.contains((path as NSString).pathExtension.lowercased())
    guard let status = FileStatus(path) else {
      let reason = ImageFileError.systemReason(errno, for: path)
      // What cannot be named and has no extension may be a folder of images.
      let mayBeFolder = relative.unicodeScalars.contains("\u{FFFD}") && (path as NSString).pathExtension.isEmpty
      if looksLikeImage || mayBeFolder {
        refuse(path, relative, reason)
      } else {
        skipped += 1
      }
      return
    }
    if status.isFolder {
      enter(path, relative: relative)
    } else if !looksLikeImage {
      skipped += 1
    } else if status.isRegular {
      items.append(Dataset.Item(name: relative, source: .file(path: path)))
    } else {
      // Reading a pipe or a device could wait for ever.
      refuse(path, relative, "is not a regular file")
    }
  }

  private mutating func refuse(_ path: String, _ name: String, _ reason: String) {
    items.append(Dataset.Item(name: name, source: .unreadable(reason: "\(path): \(reason)")))
  }
}
