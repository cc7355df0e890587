import Foundation
import ImageFiles
import Reporting

extension CodecEvaluation.Result {
  /// Means over the images at each setting of each codec, in the order in which they were measured. A metric is averaged
  /// over the images that have it.
  public var means: [CodecEvaluation.Point] {
    var keys: [String] = []
    var groups: [String: [CodecEvaluation.Point]] = [:]
    for point in points {
      let key = "\(point.codec) \(point.setting)"
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(point)
    }
    return keys.compactMap { key in
      guard let group = groups[key], let first = group.first else { return nil }
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
      let ids = Set(group.flatMap(\.values.keys))
      return CodecEvaluation.Point(
        image: "", codec: first.codec, setting: first.setting, bitsPerPixel: mean(group.map(\.bitsPerPixel)),
        values: Dictionary(uniqueKeysWithValues: ids.map { id in (id, mean(group.compactMap { $0.values[id] })) }))
    }
  }
}

/// Writes what a codec command measured.
public enum CodecReportFile {
  /// As a JSON document, by rename.
  /// - Throws: `RunError`
  public static func write(_ value: some Encodable, to path: String) throws(RunError) {
    let data: Data
    do { data = try RecordJSON.document(value) } catch {
      throw RunError.fault("the result cannot be encoded: \(error)")
    }
    do throws(ImageFileError) { try AtomicFile.write([UInt8](data), to: path) } catch {
      throw RunError.disk(error.description)
    }
  }
}
