import QualityMetrics
import Raster
import TestSupport
import Testing

@testable import Losses

/// Every loss of the registry, and each term of the robust family alone.
private let losses: [any Loss] =
  LossRegistry.all + [
    RobustLoss(.init(structure: 1)), RobustLoss(.init(hinge: 2)), RobustLoss(.init(reversed: 1)),
    RobustLoss(.init(lumaDecibel: 6)), RobustLoss(.init(coarseDecibel: 6)), RobustLoss(.init(chromaDecibel: 6)),
    RobustLoss(.init(structureDecibel: 6)), RobustLoss(.init(chromaAnchor: 2)),
    RobustLoss(.init(fidelity: 0.5, structure: 0.2, hinge: 1, reversed: 0.2)),
  ]

@Suite struct LossTests {
  /// Big enough for MS-SSIM's five scales.
  static let side = 168
  /// The metrics are `Float` here (their own tests check the derivative in Double) and NEG has kinks; over a central
  /// difference of 0.02 levels rounding, truncation and crossed kinks stay below this share of a typical slope.
  static let tolerance = 1e-3
  static let steps = [0.16, 0.08, 0.04, 0.02, 0.01]

  private let reference = planes(seed: 1, noise: 0)
  private let distorted = planes(seed: 1, noise: 14)

  /// A smooth pattern with seeded noise, inside the nominal range.
  private static func planes(seed: UInt64, noise: Float) -> SteeringInput<Float> {
    func plane(_ index: UInt64) -> Plane<Float> {
      let grain = Plane<Float>.random(width: side, height: side, in: -1...1, seed: seed &+ index)
      let extra = Plane<Float>.random(width: side, height: side, in: -1...1, seed: seed &+ 100 &+ index)
      return Plane(
        width: side, height: side,
        samples: (0..<(side * side)).map { place in
          let x = place % side
          let y = place / side
          return 120 + Float((x / 9 + y / 7) % 5) * 12 + 8 * grain.samples[place] + noise * extra.samples[place]
        })
    }
    return SteeringInput(luma: plane(0), chroma: .init(cb: plane(1), cr: plane(2)))
  }

  /// A gradient without chroma is 0 there.
  private static func samples(_ gradient: SteeringInput<Float>) -> [Float] {
    gradient.samples + [Float](repeating: 0, count: gradient.chroma == nil ? 2 * gradient.luma.count : 0)
  }

  @Test(arguments: losses.indices) func derivative(index: Int) throws {
    // The base is better than the distorted picture, so that the hinge is active.
    let loss = try losses[index].prepare(reference, base: Self.planes(seed: 1, noise: 5))
    let (value, gradient) = try loss.valueAndGradient(distorted)
    let error = try DerivativeCheck.relativeError(
      at: distorted.samples, gradient: Self.samples(gradient), along: .uphill, seed: 50, steps: Self.steps,
      tolerance: Self.tolerance
    ) { try loss.value(distorted.with($0)) }
    #expect(error < Self.tolerance)
    #expect(abs(try loss.value(distorted) - value) < 1e-9)
  }

  @Test func meanSquaredErrorEqualsItsFormula() throws {
    var other = reference
    for index in 0..<other.luma.count { other.luma.samples[index] += 2 }
    for index in 0..<other.chroma!.cr.count { other.chroma!.cr.samples[index] -= 4 }
    let loss: any PreparedSteering = MeanSquaredErrorLoss().prepare(reference, base: nil)
    #expect(abs(try loss.value(other) - (6 * 4 + 16) / 8) < 1e-4)
    #expect(try loss.value(other) == loss.valueAndGradient(other).value)
  }

  /// Ten times the error costs ten times the weight in points, at every quality; chroma's price is split over its planes.
  @Test func decibelGuardsChargeForShares() throws {
    func shifted(_ step: Float, _ keyPath: WritableKeyPath<SteeringInput<Float>, Plane<Float>>) -> SteeringInput<Float>
    {
      var planes = reference
      for index in 0..<planes.luma.count { planes[keyPath: keyPath].samples[index] += step }
      return planes
    }
    let naive = try NaiveLoss().prepare(reference)
    func cost(_ weights: RobustLoss.Weights, _ planes: SteeringInput<Float>) throws -> Double {
      100 * (try RobustLoss(weights).prepare(reference).value(planes) - naive.value(planes))
    }
    // Errors of 9 and 99 with the floor of 1: exactly a factor of 10.
    let luma = try [3, Float(99).squareRoot()].map { try cost(.init(lumaDecibel: 2), shifted($0, \.luma)) }
    #expect(abs(luma[1] - luma[0] - 20) < 1e-3 && abs(luma[0] - 20) < 1e-3)
    let chroma = try [3, Float(99).squareRoot()].map { try cost(.init(chromaDecibel: 2), shifted($0, \.chroma!.cr)) }
    #expect(abs(chroma[1] - chroma[0] - 10) < 1e-3)
    #expect(abs(try cost(.init(lumaDecibel: 2), shifted(20, \.chroma!.cb))) < 1e-9)
  }

  /// The naive loss is blind to chroma; the guarded one is not.
  @Test func onlyTheGuardSeesChroma() throws {
    var tinted = distorted
    for index in 0..<tinted.chroma!.cb.count { tinted.chroma!.cb.samples[index] += 20 }
    let naive = try NaiveLoss().prepare(reference)
    let robust = try RobustLoss().prepare(reference)
    #expect(try naive.value(tinted) == naive.value(distorted))
    #expect(try robust.value(tinted) > robust.value(distorted))
  }

  /// A hinge costs nothing above the base and without one.
  @Test func hingeIsOneSided() throws {
    let weights = RobustLoss.Weights(hinge: 3)
    let naive = try NaiveLoss().prepare(reference).value(distorted)
    let worse = Self.planes(seed: 1, noise: 30)
    #expect(abs(try RobustLoss(weights).prepare(reference, base: worse).value(distorted) - naive) < 1e-9)
    #expect(abs(try RobustLoss(weights).prepare(reference).value(distorted) - naive) < 1e-9)
    // Above a perfect base every squared code value costs three points, which are hundredths in the loss.
    let error = try MeanSquaredErrorLoss().prepare(reference, base: nil).value(distorted)
    let charged = try RobustLoss(weights).prepare(reference, base: reference).value(distorted)
    #expect(abs(charged - naive - 3 * error / 100) < 1e-9)
  }

  /// The anchor charges for each plane of chroma by its distance from the base, whatever the reference says, and for no luma.
  @Test func anchorHoldsChromaWhereTheBaseHasIt() throws {
    let base = Self.planes(seed: 1, noise: 5)
    let anchored = try RobustLoss(.init(chromaAnchor: 3)).prepare(reference, base: base)
    let naive = try NaiveLoss().prepare(reference)
    #expect(abs(try anchored.value(base) - naive.value(base)) < 1e-9)
    var moved = base
    for index in 0..<moved.chroma!.cb.count {
      moved.chroma!.cb.samples[index] += 2
      moved.chroma!.cr.samples[index] -= 4
    }
    // (2² + 4²)/2 squared code values at three points each, which are hundredths in the loss.
    #expect(abs(try anchored.value(moved) - naive.value(base) - 3 * 10 / 100) < 1e-6)
    #expect(abs(try RobustLoss(.init(chromaAnchor: 3)).prepare(reference).value(moved) - naive.value(moved)) < 1e-9)
    var brighter = base
    for index in 0..<brighter.luma.count { brighter.luma.samples[index] += 5 }
    #expect(abs(try anchored.value(brighter) - naive.value(brighter)) < 1e-9)
  }

  /// What looks at luma alone neither needs chroma nor has a gradient there; what looks at chroma says that it is missing.
  @Test func chromaIsReadWhereItIsCharged() throws {
    let grey = (reference: SteeringInput(luma: reference.luma), distorted: SteeringInput(luma: distorted.luma))
    for loss in [NaiveLoss(), StructuralLoss(), RobustLoss(.init(lumaDecibel: 1, coarseDecibel: 1))] as [any Loss] {
      let prepared = try loss.prepare(grey.reference)
      #expect(try prepared.value(grey.distorted) == loss.prepare(reference).value(distorted))
      #expect(try loss.prepare(reference).valueAndGradient(distorted).gradient.chroma == nil)
    }
    for loss in [MeanSquaredErrorLoss(), RobustLoss()] as [any Loss] {
      #expect(throws: MetricError.missingPlanes(metric: "mse", needs: "Cb and Cr")) {
        try loss.prepare(reference).valueAndGradient(grey.distorted)
      }
      #expect(try loss.prepare(reference).valueAndGradient(distorted).gradient.chroma != nil)
    }
  }

  @Test func sizesMustAgree() throws {
    var other = distorted
    other.chroma = .init(cb: Plane(width: 8, height: 8, repeating: 0), cr: Plane(width: 8, height: 8, repeating: 0))
    let loss = try MeanSquaredErrorLoss().prepare(reference)
    #expect(throws: MetricError.mismatch("the reference is 168×168, the distorted picture 8×8")) {
      try loss.value(other)
    }
  }

  @Test func registryHasDistinctIds() {
    #expect(Set(LossRegistry.all.map(\.id)).count == LossRegistry.all.count)
    #expect(LossRegistry.loss("robust") != nil && LossRegistry.loss("nothing") == nil)
  }

  @Test func smallPicturesAreRefused() {
    let small = SteeringInput<Float>(luma: Plane(width: 8, height: 8, repeating: 0))
    #expect(throws: MetricError.self) { try NaiveLoss().prepare(small) }
    #expect(throws: MetricError.self) { try StructuralLoss().prepare(small) }
  }
}
