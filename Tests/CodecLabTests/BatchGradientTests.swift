import TestSupport
import Testing

@testable import CodecLab

@Suite struct BatchGradientTests {
  /// Every place is the sum of the items' places in their order, to the last bit: below, at and beyond a stretch, and
  /// whatever thread computes an item.
  @Test(arguments: [1, 7, 4095, 4096, 4097, 9001]) func sumsInOrder(count: Int) {
    for (items, jobs) in [(1, 1), (5, 1), (5, 2)] {
      let parts = (0..<items).map { [Float].random(count, seed: 101 + UInt64($0)) }
      let (sum, outcomes) = BatchGradient.sum(items: items, parameters: count, jobs: jobs, empty: -1) {
        item, gradient in
        for place in 0..<count { gradient[place] += parts[item][place] }
        return item
      }
      let plain = (0..<count).map { place in parts.dropFirst().reduce(parts[0][place]) { $0 + $1[place] } }
      #expect(sum == plain)
      #expect(outcomes == Array(0..<items))
    }
  }
}
