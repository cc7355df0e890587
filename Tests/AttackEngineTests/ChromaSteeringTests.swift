import QualityMetrics
import Raster
import TestSupport
import Testing

@testable import AttackEngine

/// A metric that reads and steers chroma can be said, and is attacked by its chroma.
@Suite("Steering by chroma") struct ChromaSteeringTests {
  static func planes(seed: UInt64, luma: (Int, Int), chroma: (Int, Int)) -> SteeringInput<Float> {
    func plane(_ size: (Int, Int), _ index: UInt64) -> Plane<Float> {
      .random(width: size.0, height: size.1, in: 100...103, seed: seed + index)
    }
    return SteeringInput(luma: plane(luma, 0), chroma: .init(cb: plane(chroma, 1), cr: plane(chroma, 2)))
  }

  /// The image with noise of its own in each channel, so that its chroma is wrong too.
  static func coloured(_ image: RGBImage) -> RGBImage {
    func channel(_ plane: KeyPath<RGBImage, Plane<UInt16>>, _ seed: UInt64) -> Plane<UInt16> {
      noisy(image, levels: 6, seed: seed)[keyPath: plane]
    }
    return RGBImage(red: channel(\.red, 11), green: channel(\.green, 12), blue: channel(\.blue, 13), bitDepth: 8)
  }

  /// Chroma of luma's size, and of half of it as in 4:2:0; all planes together and each kind alone.
  @Test(arguments: [(18, 14), (9, 7)]) func gradientIsTheSlope(size: (Int, Int)) throws {
    let metric = ChromaMetric()
    func doubled(_ planes: SteeringInput<Float>) -> SteeringInput<Double> {
      planes.with(planes.samples.map { Double($0) })
    }
    let reference = doubled(Self.planes(seed: 1, luma: (18, 14), chroma: size))
    let distorted = doubled(Self.planes(seed: 9, luma: (18, 14), chroma: size))
    let all = try DerivativeCheck.largestRelativeError(at: distorted, seed: 4) {
      try metric.valueAndGradient(reference: reference, distorted: $0)
    }
    let luma = try DerivativeCheck.largestRelativeError(at: SteeringInput(luma: distorted.luma), seed: 4) {
      let found = try metric.valueAndGradient(
        reference: reference, distorted: SteeringInput(luma: $0.luma, chroma: distorted.chroma))
      return (found.value, SteeringInput(luma: found.gradient.luma))
    }
    let zero = Plane<Double>(width: 18, height: 14, repeating: 0)
    let chroma = try DerivativeCheck.largestRelativeError(at: distorted, seed: 4) {
      let held = SteeringInput(luma: distorted.luma, chroma: $0.chroma)
      let found = try metric.valueAndGradient(reference: reference, distorted: held)
      return (found.value, SteeringInput(luma: zero, chroma: found.gradient.chroma))
    }
    for error in [all, luma, chroma] { #expect(error < DerivativeCheck.tolerance) }
  }

  /// The steering form is the public way to the same numbers.
  @Test func steeringFormFollowsDouble() throws {
    let (reference, distorted) = (
      Self.planes(seed: 1, luma: (18, 14), chroma: (9, 7)), Self.planes(seed: 9, luma: (18, 14), chroma: (9, 7))
    )
    let metric: any DifferentiableMetric = ChromaMetric()
    let found = try metric.prepareDifferentiable(reference).valueAndGradient(distorted)
    let exact = try ChromaMetric().valueAndGradient(
      reference: reference.with(reference.samples.map { Double($0) }),
      distorted: distorted.with(distorted.samples.map { Double($0) }))
    #expect(abs(found.value - exact.value) < 1e-6 * exact.value)
    for (a, b) in zip(found.gradient.samples, exact.gradient.samples) { #expect(abs(Double(a) - b) < 1e-7) }
    #expect(throws: MetricError.missingPlanes(metric: "chroma", needs: "Cb and Cr")) {
      try metric.prepareDifferentiable(SteeringInput(luma: reference.luma))
    }
  }

  /// What the metric says that it steers is what moves: with chroma among it, attacks move chroma and gain more by it.
  @Test(arguments: ["fgsm", "i-fgsm", "mi-fgsm", "pgd-linf", "pgd-l2"]) func attacksMoveWhatIsSteered(id: String) throws
  {
    let reference = testImage()
    let start = Self.coloured(reference)
    let chroma = try #require(BT709.picture(start).chroma)
    func attacked(_ steers: PicturePlanes) throws -> (image: RGBImage, gain: Double) {
      let problem = try AttackProblem(reference: reference, start: start, metric: ChromaMetric(steers: steers))
      var random = SeededRandom(seed: 1)
      let image = try AttackRegistry.attack(id, parameters: ["budget": 2]).perturb(problem, random: &random).image
      let scores = try [image, start].map { try problem.metric.evaluate(BT709.picture($0)).score }
      return (image, scores[0] - scores[1])
    }
    let (byLuma, byAll) = (try attacked(.luma), try attacked([.luma, .chroma]))
    let held = try #require(BT709.picture(byLuma.image).chroma)
    let moved = try #require(BT709.picture(byAll.image).chroma)
    #expect(held.cb == chroma.cb && held.cr == chroma.cr)
    #expect(moved.cb != chroma.cb && moved.cr != chroma.cr)
    #expect(byAll.gain > 0)
    // One step of the whole budget may overshoot in chroma; with several there is more to gain.
    if id != "fgsm" { #expect(byAll.gain > byLuma.gain) }
    guard id != "pgd-l2" else { return }
    for (now, before) in [
      (byAll.image.red, start.red), (byAll.image.green, start.green), (byAll.image.blue, start.blue),
    ] {
      #expect(zip(now.samples, before.samples).allSatisfy { abs(Int($0) - Int($1)) <= 2 })
    }
  }

  /// ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ of the conversion's linear part, and the start's point is the start.
  @Test func colourSlopesAreTheTranspose() throws {
    func point(_ seed: UInt64) -> Plane<Float> { .random(width: 5, height: 12, in: 0...255, seed: seed) }
    let zero = ColourSearch.planes(Plane(width: 5, height: 12, repeating: 0)).samples
    let (x, y) = (point(1), Self.planes(seed: 3, luma: (5, 4), chroma: (5, 4)))
    func dot(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    let forward = dot(zip(ColourSearch.planes(x).samples, zero).map { $0 - $1 }, y.samples)
    let backward = dot(x.samples, ColourSearch.slope(y))
    #expect(abs(forward - backward) < 1e-5 * abs(forward))
    let image = testImage()
    let problem = try AttackProblem(reference: image, start: image, metric: ChromaMetric())
    let search = try #require(problem.space(attack: "test") as? ColourSearch)
    #expect(search.image(search.base) == image)
  }

  /// Attacks that hold luma's error follow luma's part of the gradient, the start's chroma held.
  @Test func lumaSearchHoldsChroma() throws {
    let reference = testImage()
    let start = Self.coloured(reference)
    let problem = try AttackProblem(reference: reference, start: start, metric: ChromaMetric())
    let picture = BT709.picture(start)
    let whole = try #require(problem.steering).valueAndGradient(SteeringInput(picture, for: problem.descriptor))
    let byLuma = try LumaSearch(problem, attack: "adam").steering().valueAndGradient(picture.luma)
    #expect(byLuma.value == whole.value && byLuma.gradient == whole.gradient.luma.samples)
  }

  /// A metric whose gradient is by chroma alone gives attacks on luma nothing to follow.
  @Test func chromaAloneDoesNotSteerLuma() throws {
    let problem = try AttackProblem(
      reference: testImage(), start: testImage(), metric: ChromaMetric(steers: .chroma))
    #expect(throws: AttackError.self) {
      try LumaSearch(problem, attack: "adam").steering()
    }
  }
}
