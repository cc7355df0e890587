import Testing

@testable import Scoring

@Suite("Distances of score distributions") struct DistancesTests {
  private let clean = [0.5, 0.6, 0.72]
  private let attacked = [0.9, 0.61, 0.85]

  /// `scipy.stats.wasserstein_distance` and `energy_distance` of SciPy 1.10.1, 2026-11-24; both sum in Double.
  @Test func agreeWithSciPy() throws {
    #expect(abs(try #require(wassersteinDistance(clean, attacked)) - 0.18000000000000002) < 1e-15)
    #expect(abs(try #require(energyDistance(clean, attacked)) - 0.42687494916219) < 1e-14)
  }

  /// The definition, pair by pair.
  @Test func energyDistanceIsItsDefinition() throws {
    func mean(_ a: [Double], _ b: [Double]) -> Double {
      a.reduce(0) { sum, x in sum + b.reduce(0) { $0 + abs(x - $1) } } / Double(a.count * b.count)
    }
    let squared = 2 * mean(clean, attacked) - mean(clean, clean) - mean(attacked, attacked)
    #expect(abs(try #require(energyDistance(clean, attacked)) - squared.squareRoot()) < 1e-14)
  }

  @Test func nothingIsNotZero() {
    #expect(wassersteinDistance([], []) == nil && energyDistance([], [1]) == nil)
    #expect(wassersteinDistance(clean, clean) == 0 && energyDistance(clean, clean) == 0)
  }
}
