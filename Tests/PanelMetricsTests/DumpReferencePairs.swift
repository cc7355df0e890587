import Foundation
import ImageFiles
import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

/// Writes the reference pairs, and this project's scores of them, for the scripts that run reference programs on them; also
/// the pairs of photographs, where the shared folder is there:
/// `AUDIT_DUMP_PAIRS=FOLDER swift test --filter DumpReferencePairs`.
@Suite("Dump of the reference pairs") struct DumpReferencePairs {
  static let folder = ProcessInfo.processInfo.environment["AUDIT_DUMP_PAIRS"]

  @Test(.enabled(if: folder != nil, "set AUDIT_DUMP_PAIRS to a folder")) func dump() throws {
    let folder = URL(filePath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.write(ReferencePair.all.lazy.map { ($0.name, $0.reference, $0.distorted) }, "scores.json", folder)
    let photographs = PhotographPair.all.filter { SharedFolder.has($0.path) }
    let pairs = try photographs.map { pair in
      let path = SharedFolder.url.appending(path: pair.path).path
      let images = pair.images(of: try ImageReader.read(path: path).image)
      return (pair.name, images.reference, images.distorted)
    }
    try Self.write(pairs, "photographs.json", folder)
    let varied = PiqPhotographPair.isPresent ? PiqPhotographPair.all : []
    try Self.write(
      varied.map { pair in
        let images = try pair.images()
        return (pair.name, images.reference, images.distorted)
      }, "piq-photographs.json", folder)
  }

  /// Writes the pixels of each pair and, to one file, the scores of all.
  static func write(
    _ pairs: some Sequence<(name: String, reference: RGBImage, distorted: RGBImage)>, _ file: String, _ folder: URL
  ) throws {
    var scores: [String: [String: Double]] = [:]
    for pair in pairs {
      try pixmap(pair.reference).write(to: folder.appending(path: "\(pair.name).ref.ppm"))
      try pixmap(pair.distorted).write(to: folder.appending(path: "\(pair.name).dis.ppm"))
      scores[pair.name] = try self.scores(BT709.picture(pair.reference), BT709.picture(pair.distorted))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(scores).write(to: folder.appending(path: file))
  }

  static func scores(_ reference: Picture, _ distorted: Picture) throws -> [String: Double] {
    var scores: [String: Double] = [:]
    for metric in PanelMembers.all {
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
