import Raster
import Testing

@testable import AttackEngine

/// What attacks that see scores alone ask for, query by query.
@Suite("Queries") struct QueryTests {
  func run(_ id: String, _ parameters: [String: Double], start: RGBImage, metric: ScriptedMetric) throws {
    var random = SeededRandom(seed: 3)
    _ = try AttackRegistry.attack(id, parameters: parameters)
      .perturb(AttackProblem(reference: start, start: start, metric: metric), random: &random)
  }

  // Where no square is kept, each differs from the start alone. Areas of 64×64 after no, one, … halvings of a quarter.
  @Test func squaresShrinkAsTheQueriesAreSpent() throws {
    let metric = ScriptedMetric { -Double($0) }
    try run("square", ["queries": 100, "area": 0.25], start: testImage(width: 64, height: 64), metric: metric)
    let shown = metric.shown
    #expect(shown.count == 101)
    let sides = shown.dropFirst().map { luma in
      let changed = luma.samples.indices.filter { luma.samples[$0] != shown[0].samples[$0] }
      let columns = Set(changed.map { $0 % 64 })
      #expect(changed.count == columns.count * columns.count, "a full square")
      return columns.count
    }
    let expected =
      [32] + Array(repeating: 23, count: 4) + Array(repeating: 16, count: 5) + Array(repeating: 11, count: 10)
      + Array(repeating: 8, count: 20) + Array(repeating: 6, count: 20) + Array(repeating: 4, count: 20)
      + Array(repeating: 3, count: 20)
    #expect(sides == expected)
  }

  // One pair to a step: the step follows the probe that scored higher, and neither where both score alike.
  @Test(arguments: [(4.0, 1.0, 1.0), (1, 4, -1), (2, 2, 0)])
  func naturalEvolutionComparesBothSides(first: Double, second: Double, direction: Double) throws {
    let metric = ScriptedMetric { [0, first, second, -1][min($0, 3)] }
    try run("nes", ["queries": 10, "pairs": 1, "cell": 8], start: testImage(), metric: metric)
    let shown = metric.shown
    func moves(_ query: Int) -> [Double] { zip(shown[query].samples, shown[0].samples).map { Double($0 - $1) } }
    func product(_ a: [Double], _ b: [Double]) -> Double {
      let dot = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      return dot / (product(a) * product(b)).squareRoot()
    }
    func product(_ a: [Double]) -> Double { a.reduce(0) { $0 + $1 * $1 } }
    // Probes are rounded to whole levels, so they are not mirrored exactly.
    #expect(product(moves(1), moves(2)) < -0.9)
    if direction == 0 {
      #expect(shown[3] == shown[0])
    } else {
      #expect(direction * product(moves(3), moves(1)) > 0.5)
    }
  }
}
