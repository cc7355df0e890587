import AuditRecord
import Foundation

/// Joins the shards of a record into one.
public enum RunMerge {
  /// Reads the shards in `folders`, and writes the record that they are parts of into `output`, with its pictures.
  /// - Parameter fresh: whether an unfinished run in `output` may be replaced.
  /// - Returns: the whole record; nothing is concluded from it yet.
  /// - Throws: `AuditError.input` when the folders are not the finished shards of one record, each once.
  public static func merge<Line: RecordLine>(
    _ folders: [String], into output: String, of type: Line.Type, fresh: Bool = false
  ) throws(AuditError) -> RunFolder<Line> {
    var parts: [(path: String, run: RunFolder<Line>)] = []
    for path in folders { parts.append((path, try RunFolder(reading: path))) }
    guard let first = parts.first else { throw AuditError.usage("there is nothing to merge") }
    func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    guard !folders.contains(where: { resolved($0) == resolved(output) }) else {
      throw AuditError.usage(output, "is one of the shards; give another --output")
    }
    try check(parts, like: first)

    var header = first.run.header
    header.shard = nil
    header.startedAt = parts.map(\.run.header.startedAt).min() ?? header.startedAt
    let store = try RunStore<Line>(folder: output, header: header, resume: false, fresh: fresh)
    let pictures = PictureFolder(root: output)
    for part in parts {
      for path in Set(part.run.lines.flatMap(\.picturePaths)).sorted() {
        try pictures.copy(path, from: part.path)
      }
      for ladder in part.run.ladders { try store.append(ladder) }
      for line in part.run.lines { try store.append(line) }
    }
    return store.contents
  }

  private static func check<Line: RecordLine>(
    _ parts: [(path: String, run: RunFolder<Line>)], like first: (path: String, run: RunFolder<Line>)
  ) throws(AuditError) {
    var seen: [Int: String] = [:]
    var count = 0
    for part in parts {
      let differences = first.run.header.differences(from: part.run.header).filter { $0 != "shard" }
      guard differences.isEmpty else {
        throw AuditError.input(part.path, "differs from \(first.path) in \(differences.joined(separator: ", "))")
      }
      guard let shard = part.run.header.shard.flatMap(Shard.init) else {
        throw AuditError.input(part.path, "is a whole run, not a shard")
      }
      guard count == 0 || shard.count == count else {
        throw AuditError.input(part.path, "is shard \(shard), \(first.path) is one of \(count)")
      }
      count = shard.count
      if let other = seen.updateValue(part.path, forKey: shard.index) {
        throw AuditError.input(part.path, "is shard \(shard), as \(other) is")
      }
      if let unfinished = part.run.unfinished {
        throw AuditError.input(part.path, "\(unfinished); go on with it by --resume, then merge")
      }
      let own = Set(part.run.images)
      if let foreign = part.run.lines.first(where: { !own.contains($0.image) }) {
        throw AuditError.input(part.path, "holds \(foreign.image), which does not belong to shard \(shard)")
      }
    }
    guard seen.count == count else {
      let missing = (1...max(count, 1)).lazy.filter { seen[$0] == nil }.prefix(5).map { "\($0)/\(count)" }
      throw AuditError.input(
        "shards are missing: \(missing.joined(separator: ", "))\(count - seen.count > 5 ? " …" : "")")
    }
  }
}
