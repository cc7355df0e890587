import Raster
import Testing

@testable import VMAFMetrics

@Suite("wide lanes")
struct WideLanesTests {
  @Test("the processor's instructions give the portable forms' bits")
  func portable() {
    var random = SeededRandom(seed: 3)
    let corners: [Int16] = [0, 1, -1, .max, .min, 255, 256]
    for round in 0..<500 {
      func samples() -> Samples {
        var vector = Samples.zero
        for lane in 0..<16 {
          vector[lane] = round < 100 ? corners[Int(random.next() % 7)] : Int16(truncatingIfNeeded: random.next())
        }
        return vector
      }
      let (a, b) = (samples(), samples())
      let (v, w): (Words, Words) = (bits(a), bits(b))
      #expect(WideLanes.pairSums(a, b) == PortableLanes.pairSums(a, b))
      #expect(WideLanes.interleaveLow(a, b) == PortableLanes.interleaveLow(a, b))
      #expect(WideLanes.interleaveHigh(a, b) == PortableLanes.interleaveHigh(a, b))
      #expect(WideLanes.productHigh(a, b) == PortableLanes.productHigh(a, b))
      for (x, y) in [(v, w), (v &>> 16, w &>> 16), (v & 0xFFFF, w & 0xFFFF), (v, v)] {
        #expect(WideLanes.packUnsigned(x, y) == PortableLanes.packUnsigned(x, y))
        #expect(WideLanes.packSigned(x, y) == PortableLanes.packSigned(x, y))
        #expect(WideLanes.evenProducts(x, y) == PortableLanes.evenProducts(x, y))
        #expect(WideLanes.evenProductsUnsigned(x, y) == PortableLanes.evenProductsUnsigned(x, y))
        #expect(WideLanes.greater(x, y) == PortableLanes.greater(x, y))
        #expect(WideLanes.equal(x, y) == PortableLanes.equal(x, y))
        #expect(WideLanes.minimum(x, y) == PortableLanes.minimum(x, y))
        #expect(WideLanes.minimumUnsigned(x, y) == PortableLanes.minimumUnsigned(x, y))
        #expect(WideLanes.maximum(x, y) == PortableLanes.maximum(x, y))
        #expect(WideLanes.magnitude(x) == PortableLanes.magnitude(x))
        #expect(WideLanes.anyNegative(x) == PortableLanes.anyNegative(x))
      }
      let counts = Longs(0, 17, 63, 64) &+ Longs(repeating: Int64(round % 3))
      #expect(WideLanes.shiftedRight(bits(a), by: counts) == PortableLanes.shiftedRight(bits(a), by: counts))
    }
  }
}
