import AuditRecord
import Foundation
import Reporting

/// The baseline of an earlier gate, so that a release need not be encoded and measured again.
enum SavedBaseline {
  /// A saved picture as one of this run: its file is copied where the saved run still has it.
  /// - Throws: `RunError.disk`.
  static func adopt(
    _ picture: GatePicture, from source: GateOptions.Source, into folder: String
  ) throws(RunError) -> GatePicture {
    guard case .savedRun(let saved) = source, let path = picture.path else { return picture }
    var result = picture
    let (from, to) = ("\(saved)/\(path)", "\(folder)/\(path)")
    guard FileManager.default.fileExists(atPath: from) else {
      result.path = nil
      return result
    }
    do {
      try FileManager.default.createDirectory(
        atPath: (to as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      if FileManager.default.fileExists(atPath: to) { try FileManager.default.removeItem(atPath: to) }
      try FileManager.default.copyItem(atPath: from, toPath: to)
    } catch {
      throw RunError.disk("\(to): cannot be written")
    }
    return result
  }

  /// Holds an earlier gate against this one's header: what it measured must mean the same.
  /// - Throws: `RunError.input` naming what differs.
  static func check(_ saved: GateRecord, against header: RunHeader) throws(RunError) {
    let old = saved.header.run
    var differences: [String] = []
    if old.schema != header.schema { differences.append("schema") }
    if old.toolVersion != header.toolVersion { differences.append("program version") }
    if old.metric != header.metric { differences.append("metric") }
    if old.panel != header.panel { differences.append("panel") }
    if old.ladders != header.ladders { differences.append("ladders") }
    if !Set(header.images).isSubset(of: old.images) { differences.append("references") }
    guard differences.isEmpty else {
      throw RunError.input("the saved run differs in \(differences.joined(separator: ", ")); measure the baseline anew")
    }
  }
}
