import AuditRecord
import Raster
import Testing

@testable import Scoring

@Suite("A gate's plan") struct GatePlanTests {
  static func bands(_ byRates: [GateNull.AtRates]?) -> GateBands {
    var bands = GateTests.bands
    bands.null = GateNull(
      metric: "vmafneg", panel: [:], codecs: 2, builds: 4, images: 12, changes: 4, rates: [], spread: [:],
      byRates: byRates)
    return bands
  }

  static let three = GateNull.AtRates(
    rates: 3, spread: [.metric: 0.4, .group(.structure): 0.3, .group(.fidelity): 0.2],
    allowance: [.metric: 0.05, .group(.structure): 0.02, .group(.fidelity): 0.3])
  static let four = GateNull.AtRates(
    rates: 4, spread: [.metric: 0.4, .group(.structure): 0.3, .group(.fidelity): 0.2], allowance: [:])

  @Test func aRiseAsLargeAsPlannedLeavesZeroInFourOfFiveGates() throws {
    var random = SeededRandom(seed: 3)
    let images = 24
    let plan = try #require(GatePlan(Self.bands([Self.four]), effect: nil, images: images, rates: nil))
    let rise = try #require(plan.cells.first?.rise)
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + random.uniform() } }
    let gates = 120
    let found = (0..<gates).count { _ in
      let changes = (0..<images).map { _ in rise + 0.4 * normal() }
      return bootstrapMedian(changes, resamples: 400, random: &random).map { $0.lower > 0 } ?? false
    }
    #expect(abs(Double(found) / Double(gates) - plan.chance) < 0.1, "\(found) of \(gates)")
  }

  @Test func allowancesAndBandsAreAdded() throws {
    let plan = try #require(GatePlan(Self.bands([Self.three, Self.four]), effect: nil, images: nil, rates: nil))
    #expect(plan.cells.count == 10 && plan.cells.map(\.rates).prefix(2) == [4, 3] && plan.needs.isEmpty)
    let (many, few) = (plan.cells[0], plan.cells[1])
    #expect(many.images == 6 && abs(few.rise - many.rise - 0.05) < 1e-12)
    // A rise of less than counts is none, and a fall has to leave its band: 0.2 for both groups, and fidelity is read less
    // closely at three rates.
    let far = try #require(GatePlan(Self.bands([Self.four]), effect: nil, images: 100_000, rates: nil)?.cells.first)
    #expect(far.rise == 0.1 && abs((far.gaming ?? 0) - 0.2) < 0.01)
    let structure = 2.8016 * (Double.pi / 2).squareRoot() * 0.3 / 96.0.squareRoot()
    let last = try #require(plan.cells.last)
    #expect(last.rates == 3 && abs((last.gaming ?? 0) - (0.2 + 0.02 + structure)) < 1e-3)
  }

  @Test func whatAnEffectNeedsIsTheFewestThatShowIt() throws {
    let bands = Self.bands([Self.three, Self.four])
    let plan = try #require(GatePlan(bands, effect: 0.4, images: nil, rates: nil))
    #expect(plan.needs.map(\.rates) == [4, 3])
    for need in plan.needs {
      func smallest(_ images: Int) throws -> GatePlan.Cell {
        try #require(GatePlan(bands, effect: nil, images: images, rates: need.rates)?.cells.first)
      }
      let (rise, gaming) = (try #require(need.rise), try #require(need.gaming))
      #expect(try smallest(rise).rise <= 0.4)
      #expect(try smallest(rise - 1).rise > 0.4)
      #expect(try #require(smallest(gaming).gaming) <= 0.4)
      #expect(try #require(smallest(gaming - 1).gaming) > 0.4)
    }
    let gaming = plan.needs.compactMap(\.gaming)
    #expect(gaming.count == 2 && gaming[0] < gaming[1])
    // What lies within the bands shows on no number of photographs.
    let small = try #require(GatePlan(bands, effect: 0.15, images: nil, rates: nil))
    #expect(small.needs.allSatisfy { $0.gaming == nil && $0.rise != nil })
  }

  @Test func onlyWhatWasMeasuredIsPlanned() {
    #expect(GatePlan(GateTests.bands, effect: 1, images: nil, rates: nil) == nil)
    #expect(GatePlan(Self.bands(nil), effect: 1, images: nil, rates: nil) == nil)
    let bands = Self.bands([Self.three, Self.four])
    #expect(GatePlan(bands, effect: 1, images: 12, rates: 2) == nil)
    #expect(GatePlan(bands, effect: 1, images: 12, rates: 9)?.cells.map(\.rates) == [4])
    #expect(GatePlan(bands, effect: 1, images: 12, rates: 3)?.cells.map(\.rates) == [3])
  }
}
