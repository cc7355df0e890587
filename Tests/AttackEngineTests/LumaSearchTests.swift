import QualityMetrics
import Raster
import Testing

@testable import AttackEngine

@Suite("Luma search") struct LumaSearchTests {
  let metric = TargetMetric(target: { $0 })

  @Test func everyCodeValueInsideTheBoxIsReachedAndChromaStays() throws {
    let start = testImage()
    let search = try LumaSearch(
      AttackProblem(reference: start, start: start, metric: metric), attack: "test")
    var random = SeededRandom(seed: 1)
    var wanted = search.base
    for index in 0..<wanted.count { wanted.samples[index] += Float(random.uniform() * 80 - 40) }
    let picture = BT709.picture(search.image(wanted))
    #expect(picture.luma == wanted.map { $0.rounded() })
    let before = try #require(BT709.picture(start).chroma)
    let after = try #require(picture.chroma)
    #expect(after.cb == before.cb)
    #expect(after.cr == before.cr)
  }

  @Test func theStartsOwnLumaIsTheStart() throws {
    let start = testImage(width: 200, height: 200, margin: 0)
    let search = try LumaSearch(AttackProblem(reference: start, start: start, metric: metric), attack: "test")
    #expect(search.image(search.base) == start)
  }

  @Test func wantedLumaOutsideTheBoxEndsAtItsEdgeWithoutClippingAChannel() throws {
    let start = testImage(margin: 0)
    let search = try LumaSearch(
      AttackProblem(reference: start, start: start, metric: metric), attack: "test")
    for target: Float in [-500, 500] {
      let image = search.image(search.base.map { _ in target })
      for index in 0..<image.red.count {
        let after = [image.red, image.green, image.blue].map { Int($0.samples[index]) }
        let before = [start.red, start.green, start.blue].map { Int($0.samples[index]) }
        #expect(Set(zip(after, before).map { $0 - $1 }).count == 1)
        #expect(after.contains(target < 0 ? 0 : 255))
      }
    }
  }

  @Test func aBudgetHoldsAfterRounding() throws {
    let start = testImage()
    let search = try LumaSearch(
      AttackProblem(reference: start, start: start, metric: metric), attack: "test", budget: 3)
    let image = search.image(search.base.map { $0 + 50 })
    for index in 0..<image.red.count {
      #expect(Int(image.red.samples[index]) - Int(start.red.samples[index]) == 3)
    }
  }

  @Test func aStartOfAnotherSizeIsRefused() throws {
    let problem = try AttackProblem(
      reference: testImage(), start: testImage(width: 47), metric: metric)
    #expect(
      performing: { try LumaSearch(problem, attack: "test") }, throws: { "\($0)".contains("47×40") })
  }
}
