import ImageFiles
import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

/// Values that libvmaf's own tests publish for PSNR of three planes, 10 bits, mean of three frames.
///
/// Source: libvmaf, `python/test/feature_extractor_test.py`, `test_run_pypsnr_fextractor_10bit_b`, as collected in
/// `golden/vmaf/expected.json`, stated to four places.
@Suite("PSNR against published values", .needsShared("golden/vmaf/src01_hrc00_576x324_420p10.y4m"))
struct PSNRPublishedTests {
  /// Half of the fourth place.
  static let tolerance = 0.5e-4
  static let expected = ["psnr": 32.57145231892744, "psnr_cb": 39.03859552689696, "psnr_cr": 41.28060001337217]

  @Test(arguments: expected.keys.sorted()) func agree(id: String) throws {
    let reference = try Self.frames("golden/vmaf/src01_hrc00_576x324_420p10.y4m")
    let distorted = try Self.frames("golden/vmaf/src01_hrc01_576x324_420p10.y4m")
    try #require(reference.count == 3 && distorted.count == 3)
    #expect(abs(try Self.mean(id, reference, distorted) - #require(Self.expected[id])) <= Self.tolerance)
    #expect(try Self.mean(id, reference, reference) == 72)
  }

  private static func frames(_ path: String) throws -> [Picture] {
    let reader = try Y4MReader(data: [UInt8](SharedFolder.data(path)), name: path)
    var frames: [Picture] = []
    while let frame = try reader.next() { frames.append(frame) }
    return frames
  }

  private static func mean(_ id: String, _ reference: [Picture], _ distorted: [Picture]) throws -> Double {
    let metric = try PanelMembers.member(id)
    let scores = try zip(reference, distorted).map { try metric.prepare($0).evaluate($1).score }
    return scores.reduce(0, +) / Double(scores.count)
  }
}
