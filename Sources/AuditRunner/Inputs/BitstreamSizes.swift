import Foundation

/// Sizes of the bitstreams that stand beside decoded pictures. A folder is listed once, however many pictures it holds.
struct BitstreamSizes {
  /// What stands beside a picture.
  struct Found: Equatable {
    /// The size of its bitstream; nil where there is none, or several files could be it.
    var bytes: Int?
    /// Which file it is, or why none could be told; nil where there is nothing to say.
    var note: String?
  }

  /// Folder → a picture's name without extension → the files of that name.
  private var folders: [String: [String: [String]]] = [:]

  /// The only other file of the picture's name beside it that may be a bitstream, or a coded picture that stands alone.
  mutating func find(beside path: String) -> Found {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    let file = (path as NSString).lastPathComponent
    let others = files(in: folder)[GateInputs.stem(file), default: []].filter { name in
      name != file && Sidecar.mayBeBitstream("\(folder)/\(name)")
    }
    guard others.count <= 1 else {
      let kinds = others.map { ".\(($0 as NSString).pathExtension)" }.sorted().joined(separator: ", ")
      return Found(bytes: nil, note: "which of the files beside it (\(kinds)) is its bitstream is not known")
    }
    guard let other = others.first else {
      return Found(bytes: GateInputs.isCoded(file) ? Sidecar.size(path) : nil)
    }
    return Found(
      bytes: Sidecar.size("\(folder)/\(other)"),
      note: "the size is that of the .\((other as NSString).pathExtension) file beside it")
  }

  /// A folder that cannot be listed holds nothing.
  private mutating func files(in folder: String) -> [String: [String]] {
    if let known = folders[folder] { return known }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let found = Dictionary(grouping: names, by: GateInputs.stem)
    folders[folder] = found
    return found
  }
}
