import Raster
import Testing

@testable import Scoring

@Suite("Isotonic regression") struct IsotonicRegressionTests {
  @Test func risingValuesStay() {
    let values = [0.1, 0.2, 0.2, 0.7]
    let blocks = isotonicBlocks(values, weights: [1, 1, 1, 1])
    #expect(blocks.map(\.level) == values)
  }

  @Test func violatorsArePooledByWeight() {
    #expect(
      isotonicBlocks([1, 4, 2, 5], weights: [1, 1, 1, 1])
        == [
          IsotonicBlock(range: 0..<1, level: 1), IsotonicBlock(range: 1..<3, level: 3),
          IsotonicBlock(range: 3..<4, level: 5),
        ])
    #expect(isotonicBlocks([4, 1], weights: [1, 2]) == [IsotonicBlock(range: 0..<2, level: 2)])
    #expect(isotonicBlocks([], weights: []) == [])
  }

  /// The characterisation of the least-squares fit: min over right ends of the max over left ends of the means between.
  @Test func equalsTheMinMaxFormula() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<50 {
      let values = (0..<10).map { _ in random.uniform() }
      let weights = (0..<10).map { _ in 0.5 + random.uniform() }
      var fitted: [Double] = []
      for block in isotonicBlocks(values, weights: weights) {
        fitted += Array(repeating: block.level, count: block.range.count)
      }
      func mean(_ range: ClosedRange<Int>) -> Double {
        var sum = 0.0
        for index in range { sum += values[index] * weights[index] }
        return sum / weights[range].reduce(0, +)
      }
      for index in 0..<10 {
        var expected = Double.infinity
        for right in index..<10 {
          var largest = -Double.infinity
          for left in 0...index { largest = max(largest, mean(left...right)) }
          expected = min(expected, largest)
        }
        #expect(abs(fitted[index] - expected) < 1e-12)
      }
    }
  }
}
