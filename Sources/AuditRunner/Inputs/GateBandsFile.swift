import AuditRecord
import Foundation
import ImageFiles
import Reporting
import RunStorage

/// Limits of a gate as a file: JSON, as `audit calibrate-gate` writes it.
public enum GateBandsFile {
  /// Reads limits.
  /// - Throws: `AuditError.input`.
  public static func read(_ path: String) throws(AuditError) -> GateBands {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AuditError.input("\(path): cannot be read")
    }
    let bands: GateBands
    do { bands = try RecordJSON.decode(GateBands.self, from: data) } catch {
      throw AuditError.input("\(path): holds no limits of a gate")
    }
    let limits = [bands.metricRise, bands.excess] + Array(bands.groupFall.values) + Array(bands.groupRise.values)
    guard limits.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw AuditError.input("\(path): a limit is below 0 or no number")
    }
    let groups = Set(PanelGroup.allCases.map(\.rawValue))
    if let unknown = Set(bands.groupFall.keys).union(bands.groupRise.keys).subtracting(groups).min() {
      throw AuditError.input("\(path): \"\(unknown)\" is no group of the panel")
    }
    return bands
  }

  /// Writes limits, complete or not at all.
  /// - Throws: `AuditError.disk`, `AuditError.fault`.
  public static func write(_ bands: GateBands, to path: String) throws(AuditError) {
    let bytes: [UInt8]
    do { bytes = Array(try RecordJSON.document(bands)) } catch {
      throw AuditError.fault("\(path) cannot be encoded: \(error)")
    }
    do throws(ImageFileError) { try AtomicFile.write(bytes, to: path) } catch {
      throw AuditError.disk(error.description)
    }
  }
}
