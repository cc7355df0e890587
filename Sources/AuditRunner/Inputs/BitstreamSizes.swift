import Foundation

/// Sizes of the bitstreams that stand beside decoded pictures. A folder is listed once, however many pictures it holds.
struct BitstreamSizes {
  /// Folder → a picture's name without extension → the files of that name.
  private var folders: [String: [String: [String]]] = [:]

  /// The size of the only other file of the picture's name beside it, or of a coded picture that stands alone; nil where
  /// there is neither, or several.
  mutating func size(beside path: String) -> Int? {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    let file = (path as NSString).lastPathComponent
    let others = files(in: folder)[GateInputs.stem(file), default: []].filter { name in
      // A lossless picture is nobody's bitstream.
      let kind = (name as NSString).pathExtension.lowercased()
      return name != file && (GateInputs.isCoded(name) || !Still.extensions.contains(kind))
    }
    guard others.count <= 1, let other = others.first ?? (GateInputs.isCoded(file) ? file : nil) else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(other)")
    return (attributes?[.size] as? NSNumber)?.intValue
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
