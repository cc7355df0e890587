import AuditRecord
import Foundation
import Testing

@testable import Scoring

@Suite("Monotone cubic and Bjøntegaard delta") struct BjontegaardDeltaTests {
  // scipy.interpolate.PchipInterpolator (SciPy 1.17.1, 2026-11-24) of x, y below at 0.7, 1.5, 3.2, 6.1.
  @Test func agreesWithSciPy() throws {
    let curve = try #require(MonotoneCubic(x: [0, 1, 2, 4, 7], y: [1, 3, 2.5, 2.5, 8]))
    let expected: [(Double, Double)] = [(0.7, 2.77275), (1.5, 2.75), (3.2, 2.5), (6.1, 5.518399999999998)]
    for (x, y) in expected {
      #expect(abs(try #require(curve.value(at: x)) - y) < 1e-12)
    }
    // PchipInterpolator(…).integrate(0.5, 6)
    #expect(abs(try #require(curve.integral(from: 0.5, to: 6)) - 16.102690972222224) < 1e-12)
  }

  @Test func saysNothingOutside() throws {
    let curve = try #require(MonotoneCubic(x: [0, 1], y: [0, 1]))
    #expect(curve.value(at: -0.001) == nil)
    #expect(curve.value(at: 1.001) == nil)
    #expect(curve.value(at: 0.25) == 0.25)
    #expect(MonotoneCubic(x: [0, 0], y: [0, 1]) == nil)
  }

  let base = [
    RatePoint(rate: 0.2, quality: 30), RatePoint(rate: 0.4, quality: 33), RatePoint(rate: 0.8, quality: 36.5),
    RatePoint(rate: 1.3, quality: 38.8),
  ]

  @Test func aTenthFewerBitsIsMinusTen() throws {
    let saved = base.map { RatePoint(rate: $0.rate * 0.9, quality: $0.quality) }
    #expect(abs(try bjontegaardRate(baseline: base, candidate: saved) + 10) < 1e-9)
    #expect(try bjontegaardRate(baseline: base, candidate: base) == 0)
  }

  @Test func refusesToExtrapolate() {
    let above = base.map { RatePoint(rate: $0.rate, quality: $0.quality + 20) }
    #expect(throws: RateRefusal.noOverlap) { try bjontegaardRate(baseline: base, candidate: above) }
    #expect(throws: RateRefusal.tooFewPoints) {
      try bjontegaardRate(baseline: base, candidate: [RatePoint](base.prefix(3)))
    }
    var bent = base
    bent[2].quality = 32
    #expect(throws: RateRefusal.notMonotone) { try bjontegaardRate(baseline: base, candidate: bent) }
  }
}
