import Foundation
import Raster
import TestSupport
import Testing

/// The plain forms equal libvmaf's scalar code, so they may serve as oracles.
@Suite("plain fixed-point features", .needsShared(ScalarGolden.path))
struct PlainIntegerTests {
  @Test("equal libvmaf's scalar code to the last bit")
  func golden() throws {
    for (name, models) in try ScalarGolden.cases() {
      let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_ref.y4m"))
      let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_dis.y4m"))
      let first = try #require(reference.first)
      let (w, h, bits) = (first.width, first.height, first.bitDepth)
      for (model, limit) in [("vmaf_v0.6.1neg", 1.0), ("vmaf_v0.6.1", 100.0)] {
        let frames = try #require(models[model])
        try #require(frames.count == reference.count && frames.count == distorted.count)
        for (index, frame) in frames.enumerated() {
          let r = reference[index].luma.samples.map { UInt16($0) }
          let d = distorted[index].luma.samples.map { UInt16($0) }
          let vif = PlainIntegerVIF.score(r, d, width: w, height: h, bitDepth: bits, gainLimit: limit)
          let adm = PlainIntegerADM.score(r, d, width: w, height: h, bitDepth: bits, gainLimit: limit)
          for scale in 0..<4 {
            #expect(vif[scale] == ScalarGolden.value("vif_scale\(scale)", in: frame), "\(name) \(model) vif \(scale)")
            #expect(
              adm.scales[scale] == ScalarGolden.value("adm_scale\(scale)", in: frame), "\(name) \(model) adm \(scale)")
          }
          #expect(adm.adm2 == ScalarGolden.value("adm2", in: frame), "\(name) \(model) adm2")
        }
      }
    }
  }

  @Test("motion equals libvmaf's over a sequence")
  func motion() throws {
    let video = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/motion4_288x160_ref.y4m"))
    let frames = try #require(try ScalarGolden.cases()["motion4_288x160"]?["vmaf_v0.6.1neg"])
    let samples = video.map { $0.luma.samples.map { UInt16($0) } }
    let changes =
      [0]
      + (1..<frames.count).map {
        PlainIntegerMotion.change(
          samples[$0 - 1], samples[$0], width: video[0].width, height: video[0].height, bitDepth: video[0].bitDepth)
      }
    for index in frames.indices {
      let next = index + 1 < frames.count && index > 0 ? changes[index + 1] : changes[index]
      #expect(min(changes[index], next) == ScalarGolden.value("motion2", in: frames[index]))
    }
  }
}
