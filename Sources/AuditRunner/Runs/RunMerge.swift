import AuditRecord
import Foundation
import Reporting

/// Joins the shards of a run into one run.
public enum RunMerge {
  /// Reads the shards in `folders`, and writes the run that they are parts of into `output`, with its pictures.
  /// - Returns: the whole record; its reports are not written yet.
  /// - Throws: `RunError.input` when the folders are not the shards of one run, each once.
  public static func merge(_ folders: [String], into output: String) throws(RunError) -> RunRecord {
    var parts: [(path: String, run: RunFolder)] = []
    for path in folders {
      do throws(RunFolderError) {
        parts.append((path, try RunFolder.load(URL(fileURLWithPath: path))))
      } catch {
        throw RunError.input("\(path): \(error)")
      }
    }
    guard let first = parts.first else { throw RunError.usage("there is nothing to merge") }
    func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    guard !folders.contains(where: { resolved($0) == resolved(output) }) else {
      throw RunError.usage("\(output): is one of the shards; give another --output")
    }
    try check(parts, like: first)

    var header = first.run.header
    header.shard = nil
    header.startedAt = parts.map(\.run.header.startedAt).min() ?? header.startedAt
    let store = try RunStore(folder: output, header: header, resume: false)
    for part in parts {
      try copyPictures(from: part.path, to: output)
      for ladder in part.run.ladders { try store.append(ladder) }
      for record in part.run.cases { try store.append(record) }
    }
    return RunRecord(header: header, ladders: store.ladders, cases: Array(store.cases.values))
  }

  private static func check(
    _ parts: [(path: String, run: RunFolder)], like first: (path: String, run: RunFolder)
  ) throws(RunError) {
    var seen: [Int: String] = [:]
    var count = 0
    for part in parts {
      var differences = first.run.header.differences(from: part.run.header)
      differences.removeAll { $0 == "shard" }
      guard differences.isEmpty else {
        throw RunError.input("\(part.path): differs from \(first.path) in \(differences.joined(separator: ", "))")
      }
      guard let shard = part.run.header.shard.flatMap(Shard.init) else {
        throw RunError.input("\(part.path): is a whole run, not a shard")
      }
      guard count == 0 || shard.count == count else {
        throw RunError.input("\(part.path): is shard \(shard), \(first.path) is one of \(count)")
      }
      count = shard.count
      if let other = seen.updateValue(part.path, forKey: shard.index) {
        throw RunError.input("\(part.path): is shard \(shard), as \(other) is")
      }
      try checkComplete(part, shard)
    }
    let missing = (1...max(count, 1)).filter { seen[$0] == nil }.map { "\($0)/\(count)" }
    guard missing.isEmpty else { throw RunError.input("shards are missing: \(missing.joined(separator: ", "))") }
  }

  private static func checkComplete(_ part: (path: String, run: RunFolder), _ shard: Shard) throws(RunError) {
    let header = part.run.header
    let there = Set(part.run.cases.map(\.measurement.key))
    let keys = header.attacks.flatMap { attack in attack.starts.map { (start: $0, attack: attack.name) } }
    for (position, image) in header.images.enumerated() where shard.contains(position) {
      if there.contains(CaseKey(image: image)) { continue }
      for key in keys where !there.contains(CaseKey(image: image, start: key.start, attack: key.attack)) {
        throw RunError.input("\(part.path): is not finished: \(image) lacks \(key.attack) from \(key.start)")
      }
    }
  }

  private static func copyPictures(from folder: String, to output: String) throws(RunError) {
    let source = "\(folder)/images"
    let manager = FileManager.default
    guard manager.fileExists(atPath: source) else { return }
    do {
      try manager.createDirectory(atPath: "\(output)/images", withIntermediateDirectories: true)
      for name in try manager.contentsOfDirectory(atPath: source).sorted() {
        try manager.copyItem(atPath: "\(source)/\(name)", toPath: "\(output)/images/\(name)")
      }
    } catch {
      throw RunError.disk("\(source): the pictures cannot be copied to \(output)/images")
    }
  }
}
