import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point ADM")
struct IntegerADMTests {
  @Test("equals libvmaf's scalar code to the last bit", .needsShared(ScalarGolden.path))
  func golden() throws {
    for (name, models) in try ScalarGolden.cases() {
      let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_ref.y4m"))
      let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_dis.y4m"))
      for (model, limit) in [("vmaf_v0.6.1neg", 1.0), ("vmaf_v0.6.1", 100.0)] {
        for (index, frame) in try #require(models[model]).enumerated() {
          let scores = adm(reference[index], distorted[index], gainLimit: limit)
          #expect(scores.combined == ScalarGolden.value("adm2", in: frame), "\(name) \(model)")
          for scale in 0..<4 {
            #expect(
              scores.levels[scale] == ScalarGolden.value("adm_scale\(scale)", in: frame), "\(name) \(model) \(scale)")
          }
        }
      }
    }
  }

  @Test("equals its plain form at every size, depth and gain limit", arguments: FixedPointCase.all)
  func plain(_ pair: FixedPointCase) {
    for limit in [1.0, 1.2, 100] {
      let expected = PlainIntegerADM.score(
        pair.reference, pair.distorted, width: pair.width, height: pair.height, bitDepth: pair.bitDepth,
        gainLimit: limit)
      let scores = adm(pair.picture(pair.reference), pair.picture(pair.distorted), gainLimit: limit)
      #expect(scores.combined == expected.adm2)
      #expect(scores.levels == expected.scales)
    }
  }
}

/// Through the kernels as the metric runs them.
private func adm(_ reference: Picture, _ distorted: Picture, gainLimit: Double) -> IntegerADM.Scores {
  let (width, height, bits) = (reference.width, reference.height, reference.bitDepth)
  let space = ADMWorkspace(width: width, height: height)
  let prepared = ADMReference(width: width, height: height, options: VMAFFeatureOptions())
  let memory = ScratchMemory(size: SamplePlane.bytes(width: width, height: height))
  let plane = SamplePlane(width: width, height: height, in: memory)
  plane.fill(reference.luma, peak: (1 << bits) - 1)
  prepared.fill(plane, bitDepth: bits, space: space)
  plane.fill(distorted.luma, peak: (1 << bits) - 1)
  return IntegerADM.scores(plane, bitDepth: bits, against: prepared, gainLimit: gainLimit, space: space)
}
