import Scenes

/// The images that a run works on.
public struct Dataset: Sendable, Equatable {
  /// One image.
  public struct Item: Sendable, Equatable {
    /// How the reports name it: its path relative to the dataset that holds it.
    public var name: String
    /// Where it comes from.
    public var source: Source
  }

  /// Where an image comes from.
  public enum Source: Sendable, Equatable {
    /// A file.
    case file(path: String)
    /// A built-in scene, generated.
    case scene(Scene)
    /// Something that stands where an image could be and cannot be read: why.
    case unreadable(reason: String)
  }

  /// The images, sorted by name; no two share one.
  public var items: [Item]
  /// How many files were left out because of their extension.
  public var skippedFiles: Int
  /// The datasets as they were named; empty for the built-in scenes.
  public var names: [String]

  /// The built-in scenes, for a machine without photographs.
  public static func scenes() -> Dataset {
    Dataset(
      items: Scene.allCases.map { Item(name: "\($0.rawValue).png", source: .scene($0)) }.sorted { $0.name < $1.name },
      skippedFiles: 0, names: [])
  }

  /// The first `count` images.
  public func limited(to count: Int) -> Dataset {
    Dataset(items: Array(items.prefix(count)), skippedFiles: skippedFiles, names: names)
  }
}
