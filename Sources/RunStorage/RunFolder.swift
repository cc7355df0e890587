import AuditRecord
import Foundation

/// What a run left in its folder: enough to conclude and to render again.
public struct RunFolder<Line: RecordLine>: Sendable {
  /// What was asked.
  public var header: RunHeader
  /// The ladders, sorted by image and codec.
  public var ladders: [LadderRecord]
  /// The lines, sorted by key; of two lines of one key the later counts.
  public var lines: [Line]
  /// How many bytes the whole lines of each file take, as read.
  private(set) var intactBytes: [RunFile: Int] = [:]

  /// Joins the parts, in any order.
  public init(header: RunHeader, ladders: some Sequence<LadderRecord>, lines: some Sequence<Line>) {
    self.header = header
    var byPlace: [LadderPlace: LadderRecord] = [:]
    for ladder in ladders { byPlace[LadderPlace(ladder)] = ladder }
    self.ladders = byPlace.sorted { $0.key < $1.key }.map(\.value)
    var byKey: [Line.Key: Line] = [:]
    for line in lines { byKey[line.key] = line }
    self.lines = byKey.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Reads a folder. A line that was being written when the run stopped is left out.
  /// - Throws: `AuditError.input` that names the folder, the file and what is wrong with it; also when a line names a picture
  ///   that cannot be one of the folder's own.
  public init(reading folder: String) throws(AuditError) {
    let header = try RunHeader(reading: folder)
    guard header.kind == Line.kind else {
      throw AuditError.input(
        "\(folder)/\(RunFile.run.rawValue)", "is that of \(header.kind.title), not of \(Line.kind.title)")
    }
    let lines = try RecordFile.lines(Line.self, .cases, in: folder)
    guard lines.values.allSatisfy({ $0.picturePaths.allSatisfy(PicturePath.isOwn) }) else {
      throw AuditError.input(
        "\(folder)/\(RunFile.cases.rawValue)", "names a picture that cannot be one of this folder's own")
    }
    let ladders = try RecordFile.lines(LadderRecord.self, .ladders, in: folder)
    self.init(header: header, ladders: ladders.values, lines: lines.values)
    intactBytes = [.cases: lines.intactBytes, .ladders: ladders.intactBytes]
  }

  /// The images of the header that are this part's own, in the header's order.
  public var images: [String] { header.ownImages }

  /// The first piece of work that is missing; nil in a finished record.
  public var missing: Line.Key? { state.lacks }

  /// How much is there when something is missing; nil in a finished record.
  public var unfinished: Unfinished? {
    let (done, of, whole, lacks) = state
    return lacks.map { Unfinished(done: done, of: of, images: whole, ofImages: images.count, lacks: "\($0)") }
  }

  private var state: (done: Int, of: Int, images: Int, lacks: Line.Key?) {
    let there = Set(lines.map(\.key))
    var (done, of, whole) = (0, 0, 0)
    var lacks: Line.Key?
    for image in images {
      // One line stands for all work on an image that could not be used.
      let keys = Line.keys(of: image, in: header)
      let isFailed = there.contains(Line.failureKey(of: image))
      let missing = isFailed ? [] : keys.filter { !there.contains($0) }
      done += keys.count - missing.count
      of += keys.count
      whole += missing.isEmpty ? 1 : 0
      lacks = lacks ?? missing.first
    }
    return (done, of, whole, lacks)
  }
}

/// One codec's ladder of one image.
struct LadderPlace: Hashable, Comparable {
  var image: String
  var codec: String

  init(_ ladder: LadderRecord) {
    image = ladder.image
    codec = ladder.codec
  }

  static func < (a: LadderPlace, b: LadderPlace) -> Bool { (a.image, a.codec) < (b.image, b.codec) }
}

extension RunHeader {
  /// What was asked of the run in a folder.
  /// - Throws: `AuditError.input` for a folder of something else, or of another version's record: it is named, with what
  ///   to do.
  public init(reading folder: String) throws(AuditError) {
    let path = "\(folder)/\(RunFile.run.rawValue)"
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw AuditError.input(
        path, isThere ? "cannot be read" : "is missing, so this is not the folder of a run of this program")
    }
    let version: RunVersion
    do { version = try RecordJSON.decode(RunVersion.self, from: data) } catch {
      throw AuditError.input(path, "is not the header of a run")
    }
    guard version.schema == RunHeader.currentSchema else {
      throw AuditError.input(
        path,
        "is a record of schema \(version.schema), written by audit \(version.toolVersion); this program reads schema "
          + "\(RunHeader.currentSchema): run it again, or read it with that version")
    }
    do { self = try RecordJSON.decode(RunHeader.self, from: data) } catch {
      throw AuditError.input(path, "is not the header of a run")
    }
  }

  /// The images of this part of the run, in the header's order.
  public var ownImages: [String] {
    guard let shard = shard.flatMap(Shard.init) else { return images }
    return images.enumerated().filter { shard.contains($0.offset) }.map(\.element)
  }
}

/// What every version of a header says.
struct RunVersion: Decodable {
  var schema: Int
  var toolVersion: String
  /// The images, where they stand in the header itself.
  var images: [String]?

  private enum CodingKeys: String, CodingKey { case schema, toolVersion, images, run }
  private struct Run: Decodable {
    var schema: Int
    var toolVersion: String
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    images = try? values.decode([String].self, forKey: .images)
    let run = try values.decodeIfPresent(Run.self, forKey: .run)
    schema = try run?.schema ?? values.decode(Int.self, forKey: .schema)
    toolVersion = try run?.toolVersion ?? values.decode(String.self, forKey: .toolVersion)
  }
}
