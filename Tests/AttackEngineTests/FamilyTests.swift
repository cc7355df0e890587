import QualityMetrics
import Raster
import Testing

@testable import AttackEngine

/// What each attack is said to do, on metrics whose optimum is known.
@Suite("Attack families") struct FamilyTests {
  func run(
    _ id: String, _ parameters: [String: Double] = [:], reference: RGBImage, start: RGBImage? = nil,
    metric: any QualityMetric, seed: UInt64 = 1
  ) throws -> AttackOutcome {
    var random = SeededRandom(seed: seed)
    return try AttackRegistry.attack(id, parameters: parameters)
      .perturb(AttackProblem(reference: reference, start: start ?? reference, metric: metric), random: &random)
  }

  func steps(_ image: RGBImage, from start: RGBImage) -> [Int] {
    zip(image.green.samples, start.green.samples).map { Int($0) - Int($1) }
  }

  func luma(_ image: RGBImage) -> [Float] { BT709.picture(image).luma.samples }

  @Test func contrastFindsTheFactor() throws {
    let reference = testImage()
    let mean = Double(luma(reference).reduce(0, +)) / Double(reference.red.count)
    let metric = TargetMetric(target: { plane in plane.map { Float(mean + 1.25 * (Double($0) - mean)) } })
    let factor = try run("contrast", reference: reference, metric: metric).chosen["factor"]
    // Rounding to 8 bits blurs the optimum by one step of the grid.
    #expect(abs(try #require(factor) - 1.25) < 0.011)
  }

  @Test func equalisationMakesTheHistogramFlat() {
    var histogram = LumaHistogram()
    let image = texturedImage(width: 128, height: 96)
    for value in luma(image) { histogram.count(value) }
    let curve = histogram.equalisingCurve()
    let parts = luma(image).map { (curve[Int($0)] - 16) / 219 }.sorted()
    for rank in [0.1, 0.25, 0.5, 0.9] {
      #expect(abs(Double(parts[Int(rank * Double(parts.count))]) - rank) < 0.02)
    }
  }

  @Test func equalisationIsTakenWhereItPays() throws {
    let reference = texturedImage()
    var histogram = LumaHistogram()
    for value in luma(reference) { histogram.count(value) }
    let curve = histogram.equalisingCurve()
    let metric = TargetMetric(target: { plane in plane.map { $0 + 0.5 * (curve[Int($0)] - $0) } })
    let strength = try run("histogram-equalisation", reference: reference, metric: metric).chosen["strength"]
    #expect(abs(try #require(strength) - 0.5) < 0.021)
  }

  @Test func oneTileWithoutALimitIsGlobalEqualisation() {
    let plane = BT709.picture(texturedImage()).luma
    var histogram = LumaHistogram()
    for value in plane.samples { histogram.count(value) }
    let curve = histogram.equalisingCurve()
    #expect(CLAHE.equalised(plane, tiles: 1, limit: 1000) == plane.map { curve[LumaHistogram.bin($0)] })
  }

  @Test func aLowLimitLeavesAHistogramOfOneValueNearlyAlone() {
    let flat = Plane<Float>(width: 16, height: 16, repeating: 100)
    let limited = CLAHE.equalised(flat, tiles: 4, limit: 1.01)
    // Cut to 1.01 times the mean and spread, the histogram is nearly uniform, so the curve is nearly the identity.
    #expect(limited.samples.allSatisfy { abs($0 - 100) < 1.5 })
  }

  @Test func claheIsTakenWhereItPays() throws {
    let reference = texturedImage()
    let base = BT709.picture(reference).luma
    let enhanced = CLAHE.equalised(base, tiles: 8, limit: 2.5)
    let metric = TargetMetric(target: { _ in enhanced })
    let chosen = try run("clahe", reference: reference, metric: metric).chosen
    #expect(chosen["limit"] == 2.5)
    #expect(try #require(chosen["strength"]) > 0.95)
  }

  @Test(arguments: ["fgsm", "i-fgsm", "mi-fgsm"]) func signAttacksReachTheCorner(id: String) throws {
    let reference = testImage()
    let metric = TargetMetric(target: { plane in plane.map { $0 - 40 } })
    let outcome = try run(id, ["budget": 8], reference: reference, metric: metric)
    // 8 grey steps are 6.87 code values; 7 where rounding luma makes them alike.
    #expect(steps(outcome.image, from: reference).allSatisfy { $0 == -8 || $0 == -7 })
  }

  @Test func theL2BudgetIsSpentAndHeld() throws {
    let reference = testImage()
    let metric = TargetMetric(target: { plane in
      var target = plane
      for index in 0..<plane.count where index % 4 == 0 { target.samples[index] += 30 }
      return target
    })
    let outcome = try run("pgd-l2", ["budget": 5], reference: reference, metric: metric)
    let size = lumaError(outcome.image, reference).squareRoot() / BT709.lumaPerGreyLevel
    #expect(size < 5.05)
    #expect(size > 4.8)
    let moved = steps(outcome.image, from: reference).enumerated()
    let target = moved.filter { $0.offset % 4 == 0 }.map { Double($0.element) }
    // All of the budget on a quarter of the samples is twice the root mean square on each of them.
    #expect(target.reduce(0, +) / Double(target.count) > 9)
  }

  @Test func maskedChangesStayOutOfFlatAreas() throws {
    let reference = flattened(texturedImage(), columns: 24)
    let metric = TargetMetric(target: { plane in plane.map { $0 + 20 } })
    let outcome = try run("activity-masked", reference: reference, metric: metric)
    let moved = steps(outcome.image, from: reference).enumerated()
    #expect(moved.filter { $0.offset % reference.width < 16 }.allSatisfy { $0.element == 0 })
    #expect(moved.filter { $0.offset % reference.width > 32 }.map(\.element).max() == 8)
  }

  @Test func adamGainsWithoutLosingFidelity() throws {
    let reference = testImage()
    let start = noisy(reference, levels: 6)
    let metric = TargetMetric(target: { plane in plane.map { $0 + 2 } })
    let prepared = metric.prepare(BT709.picture(reference))
    let outcome = try run("adam", reference: reference, start: start, metric: metric)
    #expect(lumaError(outcome.image, reference) <= lumaError(start, reference))
    let before = try prepared.evaluate(BT709.picture(start)).score
    #expect(try prepared.evaluate(BT709.picture(outcome.image)).score > before + 0.5 * (100 - before))
  }

  @Test func estimatedGradientsFindASlope() throws {
    let reference = testImage()
    let metric = ScoresOnlyMetric(base: TargetMetric(target: { plane in plane.map { $0 + 10 } }))
    let outcome = try run("nes", ["cell": 16, "queries": 400], reference: reference, metric: metric)
    let moved = steps(outcome.image, from: reference)
    #expect(Double(moved.reduce(0, +)) / Double(moved.count) > 2.5, "of a budget of 4")
    #expect(moved.allSatisfy { abs($0) <= 4 })
  }

  @Test func squaresFindASlope() throws {
    let reference = testImage()
    let metric = ScoresOnlyMetric(base: TargetMetric(target: { plane in plane.map { $0 + 10 } }))
    let outcome = try run("square", reference: reference, metric: metric)
    let moved = steps(outcome.image, from: reference)
    #expect(Double(moved.reduce(0, +)) / Double(moved.count) > 1, "of a budget of 4")
    #expect(moved.allSatisfy { (0...4).contains($0) })
  }

  @Test func filterSearchFindsAFilter() throws {
    let reference = texturedImage()
    let metric = ScoresOnlyMetric(
      base: TargetMetric(target: { plane in
        var target = plane
        for y in 0..<plane.height {
          for x in 0..<plane.width {
            let left = plane[max(x - 1, 0), y]
            let right = plane[min(x + 1, plane.width - 1), y]
            let (above, below) = (plane[x, max(y - 1, 0)], plane[x, min(y + 1, plane.height - 1)])
            target[x, y] += -0.05 * (left + right + above + below - 4 * plane[x, y])
          }
        }
        return target
      }))
    let prepared = metric.prepare(BT709.picture(reference))
    let before = try prepared.evaluate(BT709.picture(reference)).score
    let outcome = try run("random-search", reference: reference, metric: metric)
    let after = try prepared.evaluate(BT709.picture(outcome.image)).score
    #expect(100 - after < 0.1 * (100 - before) + 0.1, "a tenth of the distance is left, and rounding")
  }

  // 100 − s² from the reference, with 20 % of 100 to lose: s = 4.47 code values, 5.2 levels, whole levels only.
  @Test func theMeanIsShiftedAsFarAsTheScoreHolds() throws {
    let reference = testImage()
    let outcome = try run("mean-shift", ["drop": 20], reference: reference, metric: TargetMetric(target: { $0 }))
    #expect(outcome.chosen["amount"] == 5)
    #expect(Set(steps(outcome.image, from: reference)) == [5])
  }

  @Test func chromaShiftsAndLumaStays() throws {
    let reference = testImage()
    let outcome = try run("chroma-shift", reference: reference, metric: TargetMetric(target: { $0 }))
    let before = try #require(BT709.picture(reference).chroma)
    let after = try #require(BT709.picture(outcome.image).chroma)
    func mean(_ a: Plane<Float>, _ b: Plane<Float>) -> Double {
      Double(VectorKernels.difference(a.samples, b.samples).reduce(0, +)) / Double(a.count)
    }
    // Red and blue move by whole levels: half a level of blue is 0.25 code values of Cb, and luma's rounding adds to it.
    #expect(abs(mean(after.cb, before.cb) - 12) < 0.4)
    #expect(abs(mean(after.cr, before.cr) + 8) < 0.4)
    #expect(lumaError(outcome.image, reference) < 0.35, "half a level of green is 0.31 code values")
  }

  @Test func borderNoiseStaysInTheFrame() throws {
    let reference = texturedImage(width: 80, height: 60)
    let outcome = try run(
      "border", ["drop": 20], reference: reference, metric: TargetMetric(target: { $0 }))
    for (index, step) in steps(outcome.image, from: reference).enumerated() {
      let (x, y) = (index % 80, index / 80)
      if (8..<72).contains(x), (6..<54).contains(y) { #expect(step == 0) }
    }
    // Error of the picture as a whole: 20 of 100 may be lost; the amount is found to a sixteenth of an octave or better.
    #expect(lumaError(outcome.image, reference) <= 20)
    #expect(lumaError(outcome.image, reference) > 15)
  }

  @Test func flatNoiseStaysInFlatAreas() throws {
    let reference = flattened(texturedImage(), columns: 24)
    let outcome = try run(
      "flat-noise", ["drop": 20], reference: reference, metric: TargetMetric(target: { $0 }))
    let moved = steps(outcome.image, from: reference).enumerated()
    #expect(moved.filter { $0.offset % reference.width > 30 }.allSatisfy { $0.element == 0 })
    #expect(lumaError(outcome.image, reference) > 15)
    #expect(
      throws: AttackError.self, "a picture without flat areas",
      performing: { try run("flat-noise", reference: texturedImage(), metric: TargetMetric(target: { $0 })) })
  }

  @Test func normalNumbersHaveTheirMoments() {
    var random = SeededRandom(seed: 9)
    let numbers = (0..<20_000).flatMap { _ -> [Double] in
      let pair = random.normalPair()
      return [pair.0, pair.1]
    }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)
    // Four standard errors at 40 000 numbers.
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
  }
}
