import Foundation
import Raster
import TestSupport
import Testing
import VMAFMetrics

/// Writes the pairs' luma and this project's features of them, for `Scripts/compare-vmaf-float`:
/// `AUDIT_DUMP_PAIRS=FOLDER swift test --filter DumpVMAFPairs`.
@Suite("Dump of the VMAF pairs") struct DumpVMAFPairs {
  static let folder = ProcessInfo.processInfo.environment["AUDIT_DUMP_PAIRS"]

  struct Entry: Encodable {
    let width: Int
    let height: Int
    let values: [String: [String: Double]]
  }

  @Test(.enabled(if: folder != nil, "set AUDIT_DUMP_PAIRS to a folder")) func dump() throws {
    let folder = URL(filePath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var entries: [String: Entry] = [:]
    for pair in VMAFPair.all {
      try Self.bytes(pair.reference).write(to: folder.appending(path: "\(pair.name).ref.gray"))
      try Self.bytes(pair.distorted).write(to: folder.appending(path: "\(pair.name).dis.gray"))
      let values = try RecordedVMAFTests.models.mapValues { try RecordedVMAFTests.values(of: pair, $0) }
      entries[pair.name] = Entry(width: pair.reference.width, height: pair.reference.height, values: values)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(entries).write(to: folder.appending(path: "pairs.json"))
  }

  static func bytes(_ plane: Plane<Float>) -> Data { Data(plane.samples.map { UInt8($0) }) }
}
