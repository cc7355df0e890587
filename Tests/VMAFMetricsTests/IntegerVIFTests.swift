import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point VIF")
struct IntegerVIFTests {
  @Test("equals libvmaf's scalar code to the last bit")
  func golden() throws {
    for item in try ScalarCase.all() {
      for (model, limit) in [("vmaf_v0.6.1neg", 1.0), ("vmaf_v0.6.1", 100.0)] {
        for index in item.reference.indices {
          let scores = vif(item.reference[index], item.distorted[index], gainLimit: limit)
          for scale in 0..<4 {
            #expect(
              scores[scale] == item.value("vif_scale\(scale)", model, frame: index), "\(item.name) \(model) \(scale)")
          }
        }
      }
    }
  }

  @Test("equals its plain form at every size, depth and gain limit", arguments: FixedPointCase.all)
  func plain(_ pair: FixedPointCase) {
    for limit in [1.0, 1.2, 100] {
      let expected = PlainIntegerVIF.score(
        pair.reference, pair.distorted, width: pair.width, height: pair.height, bitDepth: pair.bitDepth,
        gainLimit: limit)
      #expect(vif(pair.picture(pair.reference), pair.picture(pair.distorted), gainLimit: limit) == expected)
    }
  }
}

/// Through the kernels as the metric runs them.
private func vif(_ reference: Picture, _ distorted: Picture, gainLimit: Double) -> [Double] {
  let space = VIFWorkspace(width: reference.width)
  let prepared = VIFReference(width: reference.width, height: reference.height, bitDepth: reference.bitDepth)
  prepared.fill(reference.luma, space: space)
  let sizes = (0..<4).map { (width: reference.width >> $0, height: reference.height >> $0) }
  let memory = ScratchMemory(size: sizes.reduce(0) { $0 + SamplePlane.bytes(width: $1.width, height: $1.height) })
  let planes = sizes.map { SamplePlane(width: $0.width, height: $0.height, in: memory) }
  planes[0].fill(distorted.luma, peak: (1 << reference.bitDepth) - 1)
  return IntegerVIF.scores(planes, against: prepared, gainLimit: gainLimit, space: space)
}
