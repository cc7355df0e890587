import AuditRecord
import Glibc

/// The record of a run while it is being written: `run.json` at the start, then a line a ladder and a line a piece of
/// work. Without a folder it is kept in memory alone.
public final class RunStore<Line: RecordLine> {
  /// The run's folder; nil for a record in memory.
  public let folder: String?
  /// What was asked.
  public let header: RunHeader
  private var laddersByPlace: [LadderPlace: LadderRecord] = [:]
  private var linesByKey: [Line.Key: Line] = [:]
  private var lock: FolderLock?
  private var ladderFile: LineFile?
  private var lineFile: LineFile?

  /// Begins a run in `folder`, or goes on with the one that is there. A finished run in the folder is replaced; whatever else
  /// is there stays.
  /// - Parameters:
  ///   - fresh: whether an unfinished run is replaced, too.
  ///   - inputs: what tells, by image, whether its inputs are still those that were measured; asked for images that the run
  ///     to go on with has measured.
  /// - Throws: `AuditError.usage` when the folder holds something that is no run, or an unfinished one, or when there is
  ///   nothing of this kind to go on with; `AuditError.disk` when it cannot be written or another run is writing to it.
  public init(
    folder: String?, header: RunHeader, resume: Bool, fresh: Bool = false, inputs: (String) -> String? = { _ in nil }
  ) throws(AuditError) {
    self.folder = folder
    guard let folder else {
      self.header = header
      return
    }
    var intactBytes: [RunFile: Int] = [:]
    if resume {
      guard FolderLock.exists(folder) else {
        throw AuditError.usage(folder, "there is no run to resume: there is no such folder")
      }
      lock = try FolderLock(folder)
      let found = try RunStore.previous(folder, header)
      try RunStore.requireUnchanged(found, inputs, in: folder)
      self.header = found.header
      intactBytes = found.intactBytes
      for ladder in found.ladders { laddersByPlace[LadderPlace(ladder)] = ladder }
      for line in found.lines { linesByKey[line.key] = line }
      try RunRoom.removeReports(folder)
      try RunRoom.removeParts(folder, images: found.header.images)
    } else {
      try RunRoom.make(folder)
      lock = try FolderLock(folder)
      if !fresh { try RunStore.requireFinished(folder) }
      try RunRoom.clear(folder)
      self.header = header
      try RecordFile.write(header, to: "\(folder)/\(RunFile.run.rawValue)")
    }
    func opened(_ file: RunFile) throws(AuditError) -> LineFile {
      try LineFile(path: "\(folder)/\(file.rawValue)", intactBytes: intactBytes[file] ?? 0)
    }
    ladderFile = try opened(.ladders)
    lineFile = try opened(.cases)
  }

  // MARK: - What is there

  /// What is there, sorted.
  public var contents: RunFolder<Line> {
    RunFolder(header: header, ladders: laddersByPlace.values, lines: linesByKey.values)
  }
  /// How many lines are there.
  public var count: Int { linesByKey.count }
  /// Whether a line is there.
  public func has(_ key: Line.Key) -> Bool { linesByKey[key] != nil }
  /// The lines of an image, sorted by key.
  public func lines(of image: String) -> [Line] {
    linesByKey.filter { $0.value.image == image }.sorted { $0.key < $1.key }.map(\.value)
  }
  /// The ladders of an image, sorted by codec.
  public func ladders(of image: String) -> [LadderRecord] {
    laddersByPlace.filter { $0.key.image == image }.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: - Adding

  /// Adds a ladder; one of the same image and codec stays.
  /// - Throws: `AuditError.disk`
  public func append(_ ladder: LadderRecord) throws(AuditError) {
    guard laddersByPlace[LadderPlace(ladder)] == nil else { return }
    try ladderFile?.append(RunStore.encoded(ladder))
    laddersByPlace[LadderPlace(ladder)] = ladder
  }

  /// Adds a line; of two lines of one key the later counts.
  /// - Throws: `AuditError.disk`
  public func append(_ line: Line) throws(AuditError) {
    try lineFile?.append(RunStore.encoded(line))
    linesByKey[line.key] = line
  }

  private static func encoded(_ value: some Encodable) throws(AuditError) -> [UInt8] {
    do { return Array(try RecordJSON.line(value)) } catch {
      throw AuditError.fault("a line of the record cannot be encoded: \(error)")
    }
  }

  // MARK: - Beginning

  /// What was measured of a run that has not ended is not thrown away for a word that was forgotten.
  private static func requireFinished(_ folder: String) throws(AuditError) {
    guard RunRoom.mayBeUnfinished(folder) else { return }
    let found = try? RunFolder<Line>(reading: folder)
    if let found, found.unfinished == nil { return }
    let state = found?.unfinished.map { "\($0)" } ?? "is not finished"
    throw AuditError.usage(
      folder,
      "holds a run that \(state); go on with it by --resume, replace it by --fresh, or give another --output")
  }

  // MARK: - Going on

  private static func previous(_ folder: String, _ header: RunHeader) throws(AuditError) -> RunFolder<Line> {
    let found: RunFolder<Line>
    do throws(AuditError) { found = try RunFolder(reading: folder) } catch {
      throw AuditError.usage(folder, "there is no run to resume: \(error)")
    }
    let differences = found.header.differences(from: header)
    guard differences.isEmpty else {
      throw AuditError.usage(
        folder,
        "cannot resume: the run there differs in \(differences.joined(separator: ", ")); "
          + "give another --output, or --fresh in place of --resume to replace it")
    }
    return found
  }

  private static func requireUnchanged(
    _ found: RunFolder<Line>, _ inputs: (String) -> String?, in folder: String
  ) throws(AuditError) {
    var recorded: [String: Set<String>] = [:]
    for ladder in found.ladders { if let input = ladder.input { recorded[ladder.image, default: []].insert(input) } }
    for line in found.lines { if let input = line.input { recorded[line.image, default: []].insert(input) } }
    let changed = recorded.keys.sorted().filter { image in inputs(image).map { recorded[image] != [$0] } ?? true }
    guard changed.isEmpty else {
      let names = changed.prefix(5).joined(separator: ", ") + (changed.count > 5 ? " …" : "")
      throw AuditError.usage(
        folder,
        "cannot resume: the contents of \(names) have changed since; give another --output, or --fresh in place of "
          + "--resume to replace the run")
    }
  }
}
