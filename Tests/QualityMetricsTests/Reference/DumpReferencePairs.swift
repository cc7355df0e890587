import Foundation
import QualityMetrics
import Raster
import TestSupport
import Testing

/// Writes the reference pairs, and this project's scores of them, for the scripts that run reference programs on them:
/// `AUDIT_DUMP_PAIRS=FOLDER swift test --filter DumpReferencePairs`.
@Suite("Dump of the reference pairs") struct DumpReferencePairs {
  static let folder = ProcessInfo.processInfo.environment["AUDIT_DUMP_PAIRS"]

  @Test(.enabled(if: folder != nil, "set AUDIT_DUMP_PAIRS to a folder")) func dump() throws {
    let folder = URL(filePath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var scores: [String: [String: Double]] = [:]
    for pair in ReferencePair.all {
      let reference = pair.reference
      let distorted = pair.distorted
      try Self.pixmap(reference).write(to: folder.appending(path: "\(pair.name).ref.ppm"))
      try Self.pixmap(distorted).write(to: folder.appending(path: "\(pair.name).dis.ppm"))
      scores[pair.name] = try Self.scores(BT709.picture(reference), BT709.picture(distorted))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(scores).write(to: folder.appending(path: "scores.json"))
  }

  static func scores(_ reference: Picture, _ distorted: Picture) throws -> [String: Double] {
    var scores: [String: Double] = [:]
    for metric in MetricRegistry.panel {
      scores[metric.descriptor.id] = try metric.prepare(reference).evaluate(distorted).score
    }
    return scores
  }

  /// Binary PPM, as every image library reads it: big-endian where samples have 16 bits.
  static func pixmap(_ image: RGBImage) -> Data {
    var data = Data("P6\n\(image.width) \(image.height)\n\(image.peak)\n".utf8)
    for index in 0..<image.red.count {
      for plane in [image.red, image.green, image.blue] {
        if image.bitDepth == 16 { data.append(UInt8(plane.samples[index] >> 8)) }
        data.append(UInt8(plane.samples[index] & 255))
      }
    }
    return data
  }
}
