import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point ADM")
struct IntegerADMTests {
  @Test("equals libvmaf's scalar code to the last bit")
  func golden() throws {
    for item in try ScalarCase.all() {
      for (model, limit) in [("vmaf_v0.6.1neg", 1.0), ("vmaf_v0.6.1", 100.0)] {
        for index in item.reference.indices {
          let scores = adm(item.reference[index], item.distorted[index], gainLimit: limit)
          #expect(scores.combined == item.value("adm2", model, frame: index), "\(item.name) \(model)")
          for scale in 0..<4 {
            #expect(
              scores.levels[scale] == item.value("adm_scale\(scale)", model, frame: index),
              "\(item.name) \(model) \(scale)")
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
