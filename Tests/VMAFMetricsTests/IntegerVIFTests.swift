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
  let (width, height, bits) = (reference.width, reference.height, reference.bitDepth)
  let memory = ScratchMemory(size: 2 * SamplePlane.bytes(width: width, height: height))
  let planes = [reference, distorted].map { picture in
    let plane = SamplePlane(width: width, height: height, in: memory)
    plane.fill(picture.luma, peak: (1 << bits) - 1)
    return plane
  }
  let space = VIFWorkspace(width: width, height: height)
  let prepared = VIFReference(finest: planes[0], bitDepth: bits)
  prepared.fill(space: space)
  return withExtendedLifetime(memory) {
    IntegerVIF.scores(planes[1], against: prepared, gainLimit: gainLimit, space: space)
  }
}
