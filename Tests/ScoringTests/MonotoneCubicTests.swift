import Raster
import Testing

@testable import Scoring

@Suite("Monotone cubic") struct MonotoneCubicTests {
  /// `scipy.interpolate.PchipInterpolator` of SciPy 1.10.1, 2026-11-24, through the points of the test.
  private static let scipy = [
    (0.3, 0.8436965517241378), (1.2, 2.115089655172414), (2.7, 2.2), (4.6, 5.310399999999998), (6, 6.9921875),
    (8.9, 6.5365703125),
  ]

  /// Both compute in Double and differ by the order of a handful of additions.
  private let roundOff = 1e-14

  @Test(arguments: scipy) func agreesWithSciPy(_ at: Double, _ expected: Double) throws {
    let curve = try #require(MonotoneCubic(x: [0, 1, 1.5, 4, 5, 9], y: [0, 2, 2.2, 2.2, 7, 6.5]))
    #expect(abs(try #require(curve.value(at: at)) - expected) <= roundOff)
  }

  @Test func twoPointsMakeALine() throws {
    let curve = try #require(MonotoneCubic(x: [0, 1], y: [1, 3]))
    #expect(curve.value(at: 0.25) == 1.5)
    #expect(curve.value(at: -5) == nil && curve.value(at: 5) == nil, "nothing is extrapolated")
  }

  @Test func pointsAreMetAndMonotonyIsKept() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<100 {
      let x = (0..<8).map { _ in random.uniform() }.sorted()
      let y = (0..<8).map { _ in random.uniform() < 0.3 ? 0.5 : random.uniform() }.sorted()
      let curve = try #require(MonotoneCubic(x: x, y: y))
      for (a, b) in zip(x, y) { #expect(curve.value(at: a) == b) }
      let samples = (0...400).compactMap { curve.value(at: Double($0) / 400) }
      // A flat stretch may wobble by the rounding of its four terms.
      #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
    }
  }

  @Test func refusesWhatIsNoFunction() {
    #expect(MonotoneCubic(x: [0, 0], y: [1, 2]) == nil)
    #expect(MonotoneCubic(x: [0], y: [1]) == nil)
    #expect(MonotoneCubic(x: [0, 1], y: [1, .nan]) == nil)
    #expect(MonotoneCubic(x: [0, .infinity], y: [1, 2]) == nil)
  }
}
