import Reporting
import RunStorage
import Scoring

/// Limits of a gate as a file: JSON, as `audit calibrate-gate` writes it.
public enum GateBandsFile {
  /// Reads limits.
  /// - Throws: `AuditError.input`.
  public static func read(_ path: String) throws(AuditError) -> GateBands {
    let data = try RecordFile.contents(of: path)
    let bands: GateBands
    do {
      bands = try RecordJSON.decode(GateBands.self, from: data)
    } catch DecodingError.dataCorrupted(let context) where isGroup(context.codingPath) {
      throw AuditError.input(path, "\"\(context.codingPath.last?.stringValue ?? "")\" is no group of the panel")
    } catch {
      throw AuditError.input(path, "holds no limits of a gate")
    }
    let limits = [bands.metricRise, bands.excess] + Array(bands.groupFall.values) + Array(bands.groupRise.values)
    guard limits.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw AuditError.input(path, "a limit is below 0 or no number")
    }
    return bands
  }

  /// Whether a path in the file names a group of the panel.
  private static func isGroup(_ path: [any CodingKey]) -> Bool {
    ["groupFall", "groupRise"].contains(path.dropLast().last?.stringValue)
  }

  /// Writes limits, complete or not at all.
  /// - Throws: `AuditError.disk`, `AuditError.fault`.
  public static func write(_ bands: GateBands, to path: String) throws(AuditError) {
    try RecordFile.write(bands, to: path)
  }
}
