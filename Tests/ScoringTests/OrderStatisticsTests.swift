import Scoring
import Testing

@Suite("Order statistics") struct OrderStatisticsTests {
  @Test func medianOfEvenAndOddCounts() {
    #expect(median([3, 1, 2]) == 2)
    #expect(median([4, 1, 2, 3]) == 2.5)
    #expect(median([]) == nil)
  }

  @Test func quantilesInterpolate() {
    #expect(quantile([0, 10], 0.25) == 2.5)
    #expect(quantile([0, 10, 20], 1) == 20)
  }
}
