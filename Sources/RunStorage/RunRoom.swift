import AuditRecord
import Foundation
import Glibc

/// Making room for a run, and nothing more than room: what is not this program's stays, and nothing is removed or written
/// through a link.
public enum RunRoom {
  /// Makes the folder where it is not there.
  static func make(_ folder: String) throws(AuditError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw whyNot(folder)
    }
  }

  /// Why a folder could not be made.
  private static func whyNot(_ folder: String) -> AuditError {
    var path = folder as NSString
    while path.length > 0 && path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path as String, isDirectory: &isFolder), !isFolder.boolValue {
        return AuditError.disk(path as String, "is a file, not a folder")
      }
      path = path.deletingLastPathComponent as NSString
    }
    return AuditError.disk(folder, "the folder cannot be made")
  }

  /// Makes room for a new run.
  /// - Throws: `AuditError.usage` when the folder holds something that is no run, `AuditError.disk`.
  static func clear(_ folder: String) throws(AuditError) {
    let entries: [String]
    do { entries = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw AuditError.disk(folder, "the folder cannot be read")
    }
    guard entries.contains(where: { !isPart($0) }) else { return try removeParts(folder) }
    guard let (old, images) = oldRun(folder) else {
      throw AuditError.usage(
        folder, "is not empty and holds no run of this program, so it is left alone; give another --output")
    }
    guard old.schema <= RunHeader.currentSchema else {
      throw AuditError.usage(
        folder, "holds a run of audit \(old.toolVersion), which is newer than this program; give another --output")
    }
    // The lines first: a line whose picture is gone would count as done.
    for file in [RunFile.cases, .ladders] { try remove("\(folder)/\(file.rawValue)") }
    try removeReports(folder)
    try removeParts(folder)
    for image in images { try removePictures(of: image, in: folder) }
    let pictures = "\(folder)/\(RunFile.pictures)"
    if isFolder(pictures) { rmdir(pictures) }
  }

  /// Removes files that a sudden end has left half-written in the record's folder and in those of its images.
  static func removeParts(_ folder: String, images: [String] = []) throws(AuditError) {
    let folders = images.map { "\(folder)/\(PicturePath.folder(of: $0))" }.filter(isFolder)
    for place in [folder] + folders {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where isPart(name) {
        try remove("\(place)/\(name)")
      }
    }
  }

  /// Whether a name is one that `AtomicFile` gives a file while it is being written: `.NAME.PROCESS.NUMBER.ATTEMPT.part`.
  private static func isPart(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 5 && parts[0].isEmpty && parts[parts.count - 1] == "part"
      && parts.dropLast().suffix(3).allSatisfy { UInt64($0) != nil }
  }

  /// Removes reports of an earlier state, so that none stands beside a record it does not belong to.
  static func removeReports(_ folder: String) throws(AuditError) {
    for file in RunFile.reports { try remove("\(folder)/\(file.rawValue)") }
  }

  /// Removes the pictures of one image, then its folders where nothing else is in them.
  private static func removePictures(of image: String, in root: String) throws(AuditError) {
    var folders: [String] = []
    for part in PicturePath.folder(of: image).split(separator: "/") {
      folders.append("\(folders.last ?? root)/\(part)")
      // A link is not ours, whatever it leads to.
      guard isFolder(folders[folders.count - 1]) else { return }
    }
    for folder in folders.dropFirst().reversed() { try removePictures(folder) }
  }

  /// Removes the pictures in a folder and in those that hold the rest of long names.
  private static func removePictures(_ folder: String) throws(AuditError) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(PicturePath.continuation), isFolder(path) {
        try removePictures(path)
      } else if name.hasSuffix(".png") || name.hasSuffix(".part"), !isFolder(path) {
        try remove(path)
      }
    }
    rmdir(folder)
  }

  private static func remove(_ path: String) throws(AuditError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw errno == EISDIR || errno == EPERM
      ? AuditError.disk(path, "is a folder where a file should be") : AuditError.system(path)
  }

  /// Whether a path is a folder itself and not a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The header of a run of any version of this program, with its images; nil where a folder holds none.
  private static func oldRun(_ folder: String) -> (version: RunVersion, images: [String])? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(RunFile.run.rawValue)"),
      let old = try? RecordJSON.decode(RunVersion.self, from: data), let images = old.images
    else { return nil }
    return (old, images)
  }

  /// Whether a folder holds measurements of a run, of any kind and version, that no report says are all of it: the document
  /// of the whole record is written at a run's end, and says so where something is missing.
  static func mayBeUnfinished(_ folder: String) -> Bool {
    guard oldRun(folder) != nil else { return false }
    let isBegun = [RunFile.cases, .ladders].contains { file in
      var status = stat()
      return lstat("\(folder)/\(file.rawValue)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        && status.st_size > 0
    }
    guard isBegun else { return false }
    let documents = Set(RecordKind.allCases.map(\.recordFile)).compactMap { file in
      FileManager.default.contents(atPath: "\(folder)/\(file.rawValue)")
    }
    return documents.isEmpty || documents.contains { ConcludedRecord.isUnfinished($0) }
  }

  /// Whether a folder holds a run of this program.
  public static func holdsRun(_ folder: String) -> Bool { oldRun(folder) != nil }
}

/// What the document of a whole record says of its end, whatever its kind.
private struct ConcludedRecord: Decodable {
  var unfinished: Unfinished?

  static func isUnfinished(_ document: Data) -> Bool {
    (try? RecordJSON.decode(ConcludedRecord.self, from: document))?.unfinished != nil
  }
}
