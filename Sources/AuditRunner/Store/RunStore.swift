import AuditRecord
import Foundation
import Glibc
import ImageFiles
import Reporting

/// The record of a run while it is being written: `run.json` at the start, then a line a ladder and a line a case, each
/// in one write. A run that is killed loses at most the line it was writing.
final class RunStore {
  /// The run's folder.
  let folder: String
  /// What was asked.
  let header: RunHeader
  /// The ladders that are there, by image and codec.
  private(set) var ladders: [LadderRecord]
  /// The cases that are there.
  private(set) var cases: [CaseKey: CaseRecord]
  private let lock: Int32
  private let ladderFile: Int32
  private let caseFile: Int32

  /// Begins a run in `folder`, or goes on with the one that is there.
  ///
  /// - Parameter images: the run's images; a run whose images have changed since is not gone on with.
  ///
  /// An older run in the folder is replaced: its record, its reports and its `images/` go, whatever else is there stays.
  /// - Throws: `RunError.usage` when the folder holds something that is no run, or when there is nothing of this kind to
  ///   go on with; `RunError.disk` when it cannot be written or another run is writing to it.
  init(folder: String, header: RunHeader, resume: Bool, images: [Dataset.Item] = []) throws(RunError) {
    self.folder = folder
    guard !resume || FileManager.default.fileExists(atPath: folder) else {
      throw RunError.usage("\(folder): there is no run to resume: there is no such folder")
    }
    try RunStore.makeFolder(folder)
    lock = open(folder, O_RDONLY | O_CLOEXEC)
    guard lock >= 0 else { throw RunStore.disk(folder) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw RunError.disk("\(folder): another run is writing to this folder")
    }
    do throws(RunError) {
      if resume {
        let found = try RunStore.previous(folder, header)
        try found.requireUnchanged(images, in: folder)
        self.header = found.header
        ladders = found.ladders
        cases = Dictionary(found.cases.map { ($0.measurement.key, $0) }, uniquingKeysWith: { $1 })
        try RunStore.removeReports(folder)
      } else {
        try RunStore.clear(folder)
        self.header = header
        ladders = []
        cases = [:]
        try RunStore.write(header, .run, in: folder)
      }
      ladderFile = try RunStore.openLines(LadderRecord.self, .ladders, in: folder)
    } catch {
      close(lock)
      throw error
    }
    do throws(RunError) {
      caseFile = try RunStore.openLines(CaseRecord.self, .cases, in: folder)
    } catch {
      close(lock)
      close(ladderFile)
      throw error
    }
  }

  deinit {
    close(caseFile)
    close(ladderFile)
    close(lock)
  }

  /// Adds a ladder.
  func append(_ ladder: LadderRecord) throws(RunError) {
    try append(ladder, to: ladderFile, .ladders)
    ladders.append(ladder)
  }

  /// Adds a case; of two records of one case the later counts.
  func append(_ record: CaseRecord) throws(RunError) {
    try append(record, to: caseFile, .cases)
    cases[record.measurement.key] = record
  }

  private func append(_ value: some Encodable, to file: Int32, _ name: RunFolder.File) throws(RunError) {
    let line: [UInt8]
    do { line = Array(try RecordJSON.line(value)) } catch {
      throw RunError.fault("\(name.rawValue): a record cannot be encoded: \(error)")
    }
    var offset = 0
    while offset < line.count {
      let written = line.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Glibc.write(file, $0 + offset, line.count - offset) } ?? 0
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw RunStore.disk("\(folder)/\(name.rawValue)") }
      offset += written
    }
  }

  /// A file of lines, ready for the next one: what was torn by a sudden end is cut off.
  private static func openLines<Value: Decodable>(
    _ type: Value.Type, _ name: RunFolder.File, in folder: String
  ) throws(RunError) -> Int32 {
    let path = "\(folder)/\(name.rawValue)"
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw disk(path) }
    var intact = 0
    if let data = FileManager.default.contents(atPath: path),
      let lines = try? RecordJSON.lines(type, from: data)
    {
      intact = lines.intactBytes
    }
    guard ftruncate(file, off_t(intact)) == 0 else {
      close(file)
      throw disk(path)
    }
    return file
  }

  private static func previous(_ folder: String, _ header: RunHeader) throws(RunError) -> RunFolder {
    let found: RunFolder
    do {
      found = try RunFolder.load(URL(fileURLWithPath: folder))
    } catch {
      throw RunError.usage("\(folder): there is no run to resume: \(error)")
    }
    let differences = found.header.differences(from: header)
    guard differences.isEmpty else {
      throw RunError.usage(
        "\(folder): cannot resume: the run there differs in \(differences.joined(separator: ", ")); "
          + "leave out --resume to replace it, or give another --output")
    }
    return found
  }

  /// Writes one value as a document, complete or not at all.
  static func write(_ value: some Encodable, _ name: RunFolder.File, in folder: String) throws(RunError) {
    let bytes: [UInt8]
    do { bytes = Array(try RecordJSON.document(value)) } catch {
      throw RunError.fault("\(name.rawValue) cannot be encoded: \(error)")
    }
    do throws(ImageFileError) { try AtomicFile.write(bytes, to: "\(folder)/\(name.rawValue)") } catch {
      throw RunError.disk(error.description)
    }
  }

  /// Reads what `write` wrote as a folder's record.
  /// - Parameter owner: whose record it is, with its article, for the error.
  /// - Throws: `RunError.input` when there is none, or that of something else.
  static func read<Record: Decodable>(
    _ type: Record.Type, of owner: String, in folder: String
  ) throws(RunError) -> Record {
    let path = "\(folder)/\(RunFolder.File.record.rawValue)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError.input("\(path): cannot be read")
    }
    do { return try RecordJSON.decode(type, from: data) } catch {
      throw RunError.input("\(path): is not the record of \(owner)")
    }
  }

  static func disk(_ path: String) -> RunError {
    RunError.disk("\(path): \(String(cString: strerror(errno)))")
  }
}
