import AuditRecord
import Foundation

/// What a run left in its folder: enough to score, summarise and render again.
public struct RunFolder: Sendable, Equatable {
  /// The names of a run's files.
  public enum File: String, CaseIterable, Sendable {
    /// What was asked: a `RunHeader`.
    case run = "run.json"
    /// One `CaseRecord` a line, in order of completion.
    case cases = "cases.jsonl"
    /// One `LadderRecord` a line, in order of completion.
    case ladders = "ladders.jsonl"
    /// The whole `RunRecord`.
    case record = "audit.json"
    /// A row a case.
    case table = "cases.csv"
    /// The report for CI.
    case junit = "junit.xml"
    /// The report for people.
    case page = "index.html"
  }

  /// What was asked.
  public var header: RunHeader
  /// The ladders, sorted by image and codec.
  public var ladders: [LadderRecord]
  /// The cases, sorted by key; of two records of one case the later line counts.
  public var cases: [CaseRecord]

  /// What a folder holds the record of.
  /// - Throws: `RunFolderError` that names the file and what is wrong with it.
  public static func kind(of folder: URL) throws(RunFolderError) -> RunKind { try header(of: folder).kind }

  /// Reads an audit's folder. A line that was being written when the run stopped is left out; a run that has not finished a
  /// ladder or a case yet has none.
  /// - Throws: `RunFolderError` that names the file and what is wrong with it.
  public static func load(_ folder: URL) throws(RunFolderError) -> RunFolder {
    let header = try header(of: folder)
    guard header.kind == .audit else {
      throw RunFolderError(file: File.run.rawValue, reason: "is that of \(header.kind.title), not of an audit")
    }
    var cases: [CaseKey: CaseRecord] = [:]
    for record in try lines(CaseRecord.self, .cases, in: folder) { cases[record.measurement.key] = record }
    var ladders: [LadderKey: LadderRecord] = [:]
    for ladder in try lines(LadderRecord.self, .ladders, in: folder) { ladders[LadderKey(ladder)] = ladder }
    return RunFolder(
      header: header, ladders: ladders.sorted { $0.key < $1.key }.map(\.value),
      cases: cases.sorted { $0.key < $1.key }.map(\.value))
  }

  private static func header(of folder: URL) throws(RunFolderError) -> RunHeader {
    let header: RunHeader
    do {
      header = try RecordJSON.decode(RunHeader.self, from: try read(.run, in: folder))
    } catch let error as RunFolderError {
      throw error
    } catch {
      throw RunFolderError(file: File.run.rawValue, reason: "is not the header of a run")
    }
    guard header.schema == RunHeader.currentSchema else {
      throw RunFolderError(
        file: File.run.rawValue,
        reason: "has schema \(header.schema); this program reads schema \(RunHeader.currentSchema)")
    }
    return header
  }

  private struct LadderKey: Hashable, Comparable {
    var image: String
    var codec: String

    init(_ ladder: LadderRecord) {
      image = ladder.image
      codec = ladder.codec
    }

    static func < (a: LadderKey, b: LadderKey) -> Bool { (a.image, a.codec) < (b.image, b.codec) }
  }

  private static func read(_ file: File, in folder: URL) throws(RunFolderError) -> Data {
    do {
      return try Data(contentsOf: folder.appendingPathComponent(file.rawValue))
    } catch {
      let isThere = FileManager.default.fileExists(atPath: folder.appendingPathComponent(file.rawValue).path)
      throw RunFolderError(
        file: file.rawValue,
        reason: isThere ? "cannot be read" : "is missing, so this is not the folder of a run, a gate or a demonstration"
      )
    }
  }

  private static func lines<Value: Decodable>(
    _ type: Value.Type, _ file: File, in folder: URL
  ) throws(RunFolderError) -> [Value] {
    let path = folder.appendingPathComponent(file.rawValue).path
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let data = try read(file, in: folder)
    do {
      return try RecordJSON.lines(type, from: data).values
    } catch let error as RecordJSON.MalformedLine {
      throw RunFolderError(file: file.rawValue, reason: "line \(error.number) is not a record of this program")
    } catch {
      throw RunFolderError(file: file.rawValue, reason: "is not a record of this program")
    }
  }
}

/// Why a run's folder could not be read.
public struct RunFolderError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, relative to the folder.
  public var file: String
  /// What is wrong with it.
  public var reason: String

  /// Joins a file with what is wrong with it.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// A sentence for people.
  public var description: String { "\(file) \(reason)" }
}
