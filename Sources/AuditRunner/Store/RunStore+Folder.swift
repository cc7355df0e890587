import AuditRecord
import Foundation
import Reporting

/// Making room for a run, and nothing more than room.
extension RunStore {
  /// Makes the folder where it is not there.
  static func makeFolder(_ folder: String) throws(RunError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RunError.disk(whyNot(folder))
    }
  }

  /// Why a folder could not be made.
  private static func whyNot(_ folder: String) -> String {
    var path = folder as NSString
    while path.length > 0 && path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path as String, isDirectory: &isFolder), !isFolder.boolValue {
        return "\(path): is a file, not a folder"
      }
      path = path.deletingLastPathComponent as NSString
    }
    return "\(folder): the folder cannot be made"
  }

  /// Makes room for a new run.
  static func clear(_ folder: String) throws(RunError) {
    let entries: [String]
    do { entries = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw RunError.disk("\(folder): the folder cannot be read")
    }
    guard !entries.isEmpty else { return }
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(RunFolder.File.run.rawValue)"),
      (try? RecordJSON.decode(RunHeader.self, from: data)) != nil
    else {
      throw RunError.usage(
        "\(folder): is not empty and holds no run of this program, so it is left alone; give another --output")
    }
    try removeReports(folder)
    for name in ["images", RunFolder.File.cases.rawValue, RunFolder.File.ladders.rawValue] {
      try remove("\(folder)/\(name)")
    }
  }

  /// Removes reports of an earlier state, so that none stands beside a record it does not belong to.
  static func removeReports(_ folder: String) throws(RunError) {
    for file in [RunFolder.File.page, .junit, .record, .table] { try remove("\(folder)/\(file.rawValue)") }
  }

  private static func remove(_ path: String) throws(RunError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw RunError.disk("\(path): cannot be removed")
    }
  }
}
