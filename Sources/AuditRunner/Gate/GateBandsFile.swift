import AuditRecord
import Foundation
import ImageFiles
import Reporting

/// Limits of a gate as a file: JSON, as `audit calibrate-gate` writes it.
public enum GateBandsFile {
  /// Reads limits.
  /// - Throws: `RunError.input`.
  public static func read(_ path: String) throws(RunError) -> GateBands {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError.input("\(path): cannot be read")
    }
    let bands: GateBands
    do {
      bands = try RecordJSON.decode(GateBands.self, from: data)
    } catch DecodingError.dataCorrupted(let context) where isGroup(context.codingPath) {
      throw RunError.input("\(path): \"\(context.codingPath.last?.stringValue ?? "")\" is no group of the panel")
    } catch {
      throw RunError.input("\(path): holds no limits of a gate")
    }
    let limits = [bands.metricRise, bands.excess] + Array(bands.groupFall.values) + Array(bands.groupRise.values)
    guard limits.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw RunError.input("\(path): a limit is below 0 or no number")
    }
    return bands
  }

  /// Whether a path in the file names a group of the panel.
  private static func isGroup(_ path: [any CodingKey]) -> Bool {
    ["groupFall", "groupRise"].contains(path.dropLast().last?.stringValue)
  }

  /// Writes limits, complete or not at all.
  /// - Throws: `RunError.disk`, `RunError.fault`.
  public static func write(_ bands: GateBands, to path: String) throws(RunError) {
    let bytes: [UInt8]
    do { bytes = Array(try RecordJSON.document(bands)) } catch {
      throw RunError.fault("\(path) cannot be encoded: \(error)")
    }
    do throws(ImageFileError) { try AtomicFile.write(bytes, to: path) } catch {
      throw RunError.disk(error.description)
    }
  }
}
