import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("What panel metrics keep in memory") struct KeptMemoryTests {
  /// What each member keeps beyond the reference's luma and chroma, counted array by array.
  @Test func membersKeepWhatTheySay() throws {
    let reference = BT709.picture(TestScene.image(width: 768, height: 512, seed: 4))
    let pixels = Double(reference.width * reference.height)
    for metric in PanelMembers.all {
      let id = metric.descriptor.id
      var memory = KeptMemory()
      memory.add([reference.luma, try #require(reference.chroma).cb, try #require(reference.chroma).cr])
      let kept = Double(memory.add(try metric.prepare(reference))) / pixels
      let stated = try #require(metric.descriptor.panel).bytesPerPixel
      #expect(kept <= Double(stated), "\(id) keeps \(kept) bytes a pixel; the reference's R, G and B would be 12")
      #expect(kept > 0.85 * Double(stated) - 2, "\(id): \(kept)")
    }
  }

  @Test func theWholePanelKeepsLessThanItsMembersAlone() throws {
    let reference = BT709.picture(TestScene.image(width: 768, height: 512, seed: 4))
    var memory = KeptMemory()
    let first = Double(memory.add(PreparedMetrics(PanelMembers.all, reference: reference)))
    let pixels = Double(reference.width * reference.height)
    #expect(first / pixels <= Double(PreparedMetrics.bytesPerPixel(PanelMembers.all)))
    // What depends on the size alone, the filters of FSIM and FSIMc, is shared by pictures of one size.
    var one = KeptMemory()
    let other = BT709.picture(TestScene.image(width: 768, height: 512, seed: 5))
    let fsim = try FSIM().prepare(reference)
    let alone = one.add(fsim)
    #expect(one.add(try FSIMc().prepare(other)) < alone)
    withExtendedLifetime(fsim) {}
  }
}
