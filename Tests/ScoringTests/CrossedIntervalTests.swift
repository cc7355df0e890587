import AuditRecord
import Raster
import Testing

@testable import Scoring

@Suite struct CrossedIntervalTests {
  @Test func meanOverAllCells() throws {
    var random = SeededRandom(seed: 1)
    let few = try #require(crossedInterval([["a": 1, "b": 2], ["a": 3, "b": 6]], random: &random))
    #expect(few.value == 3 && few.ends == nil)
    let names = ["a", "b", "c", "d", "e", "f"]
    func row(_ values: [Double]) -> [String: Double] { Dictionary(uniqueKeysWithValues: zip(names, values)) }
    let interval = try #require(crossedInterval([row([1, 2, 1, 2, 1, 2]), row([3, 6, 3, 6, 3, 6])], random: &random))
    let ends = try #require(interval.ends)
    #expect(interval.value == 3)
    #expect(ends.lower >= 1 && ends.lower < 3 && ends.upper > 3 && ends.upper <= 6)
  }

  /// Values that differ only between seeds have an interval even over many images, and the other way round.
  @Test func bothSourcesWiden() throws {
    let images = (0..<40).map { "\($0)" }
    func rows(_ value: (Int, Int) -> Double) -> [[String: Double]] {
      (0..<3).map { seed in
        Dictionary(uniqueKeysWithValues: images.enumerated().map { ($0.element, value(seed, $0.offset)) })
      }
    }
    var random = SeededRandom(seed: 2)
    let bySeed = try #require(crossedInterval(rows { seed, _ in Double(seed) }, random: &random)?.ends)
    #expect(bySeed.upper - bySeed.lower > 1)
    let byImage = try #require(crossedInterval(rows { _, image in Double(image % 2) }, random: &random)?.ends)
    // The standard error of a mean of 40 values of 0 and 1 is 0.079: ± 1.96 of it.
    #expect(abs(byImage.upper - byImage.lower - 0.31) < 0.06)
    let constant = try #require(crossedInterval(rows { _, _ in 5 }, random: &random))
    #expect(constant.lower == 5 && constant.upper == 5)
  }

  @Test func missingCellsAreLeftOut() throws {
    var random = SeededRandom(seed: 3)
    #expect(crossedInterval([], random: &random) == nil)
    #expect(crossedInterval([[:], [:]], random: &random) == nil)
    let interval = try #require(crossedInterval([["a": 4], [:]], random: &random))
    #expect(interval.value == 4 && interval.ends == nil)
  }

  @Test func sameGeneratorSameInterval() {
    var first = SeededRandom(seed: 4)
    var second = SeededRandom(seed: 4)
    let rows = [["a": 1.0, "b": 5, "c": 2, "d": 3, "e": 8, "f": 1]]
    #expect(crossedInterval(rows, random: &first) == crossedInterval(rows, random: &second))
  }
}
