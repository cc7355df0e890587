import ImageFiles
import RunStorage
import Scoring

/// The baseline of an earlier gate, so that a release need not be encoded and measured again.
enum SavedBaseline {
  /// A saved picture as one of this run: its file is copied where the saved run still has it.
  /// - Throws: `AuditError.disk`.
  static func adopt(
    _ picture: GatePicture, from source: GateOptions.Source, into pictures: PictureFolder?
  ) throws(AuditError) -> GatePicture {
    guard case .savedRun(let saved) = source, let path = picture.path, let pictures else { return picture }
    var result = picture
    // A record may come from elsewhere: only pictures below its folder are its own.
    guard path.hasPrefix("\(RunFile.pictures)/"), !path.split(separator: "/").contains(".."),
      FileIdentity("\(saved)/\(path)") != nil
    else {
      result.path = nil
      return result
    }
    try pictures.copy(path, from: saved)
    return result
  }

  /// Holds an earlier gate against this one's header: what it measured must mean the same.
  /// - Throws: `AuditError.input` naming what differs.
  static func check(_ saved: GateRecord, against header: RunHeader) throws(AuditError) {
    let old = saved.header.run
    var differences: [String] = []
    if old.toolVersion != header.toolVersion { differences.append("program version") }
    if old.metric != header.metric { differences.append("metric") }
    if old.panel != header.panel { differences.append("panel") }
    if old.ladders != header.ladders { differences.append("ladders") }
    if !Set(header.images).isSubset(of: old.images) { differences.append("references") }
    guard differences.isEmpty else {
      throw AuditError.input(
        "the saved run differs in \(differences.joined(separator: ", ")); measure the baseline anew")
    }
  }
}
