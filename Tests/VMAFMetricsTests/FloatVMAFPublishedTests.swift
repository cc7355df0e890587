import MetricKit
import TestSupport
import Testing
import VMAFMetrics

/// Values that libvmaf's own tests publish for its float extractors and float models, at the places they state.
@Suite("Float VMAF against published values", .needsShared(PublishedValue.path))
struct FloatVMAFPublishedTests {
  @Test func agree() throws {
    var compared = 0
    for item in try PublishedValue.all() where item.owner == .float {
      let found = try item.found(by: FloatVMAF(id: "test", title: "", model: item.model(.float)))
      #expect(abs(found - item.value) <= item.tolerance, "\(item.test): \(item.what) is \(found), not \(item.value)")
      compared += 1
    }
    #expect(compared == 22)
  }

  /// No published value is passed over unsaid.
  @Test func everyValueHasATestOrAReason() throws {
    var counts: [PublishedValue.Owner: Int] = [:]
    for item in try PublishedValue.all() { counts[item.owner, default: 0] += 1 }
    #expect(
      counts == [
        .fixedPoint: 67, .float: 22, .psnr: 8, .nobody("CAMBI, which v0.6 models do not read"): 2,
        .nobody("a feature of VMAF v1"): 12, .nobody("libvmaf's SSIM, another definition than the panel's"): 4,
        .nobody("the score of a model that is not at hand"): 1,
      ])
  }
}
