import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point motion")
struct IntegerMotionTests {
  @Test("equals its plain form at every size and depth", arguments: FixedPointCase.all)
  func plain(_ pair: FixedPointCase) {
    let (previous, current) = (pair.reference, pair.distorted)
    let memory = ScratchMemory(size: 2 * SamplePlane.bytes(width: pair.width, height: pair.height))
    let planes = [previous, current].map { samples in
      let plane = SamplePlane(width: pair.width, height: pair.height, in: memory)
      plane.fill(pair.picture(samples).luma, peak: (1 << pair.bitDepth) - 1)
      return plane
    }
    let motion = IntegerMotion(width: pair.width, height: pair.height, bitDepth: pair.bitDepth)
    #expect(
      motion.change(from: planes[0], to: planes[1])
        == PlainIntegerMotion.change(
          previous, current, width: pair.width, height: pair.height, bitDepth: pair.bitDepth))
  }

  @Test("a frame's motion is the smaller of two changes; the first frame's is 0, the last one's its own")
  func window() {
    var window = MotionWindow()
    #expect(window.finish() == 0)
    #expect([0, 5, 3, 4].map { window.append($0) } == [nil, 0, 3, 3])
    #expect(window.finish() == 4)
    var still = MotionWindow()
    #expect(still.append(7) == nil)
    #expect(still.finish() == 0)
  }
}
