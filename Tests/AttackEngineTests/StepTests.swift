import Raster
import Testing

@testable import AttackEngine

@Suite("Steps and projections") struct StepTests {
  /// Float sums over some thousand samples, and the tolerance at which spheres are met.
  static let tolerance = 2e-5

  let box = ReachableBox(lower: [Float](repeating: 0, count: 3000), upper: [Float](repeating: 255, count: 3000))

  func samples(_ range: ClosedRange<Float>, seed: UInt64) -> [Float] {
    var random = SeededRandom(seed: seed)
    return (0..<3000).map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * Float(random.uniform()) }
  }

  func meanSquare(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) } / Double(a.count)
  }

  @Test(arguments: [1, 7, 8, 511, 512, 513, 3000]) func sumsEqualPlainOnes(count: Int) {
    let a = Array(samples(-3...5, seed: 1).prefix(count))
    let b = Array(samples(-2...2, seed: 2).prefix(count))
    let dot = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let magnitudes = a.reduce(0.0) { $0 + Double(abs($1)) }
    #expect(abs(VectorKernels.dot(a, b) - dot) < Self.tolerance * magnitudes)
    #expect(abs(VectorKernels.sumOfMagnitudes(a) - magnitudes) < Self.tolerance * magnitudes)
    #expect(abs(VectorKernels.squaredDistance(a, b) / Double(count) - meanSquare(a, b)) < Self.tolerance * 20)
  }

  @Test(arguments: [1.0, 100, 3000]) func theSphereIsMetInsideTheBox(error: Double) {
    let reference = samples(0...255, seed: 3)
    let sphere = ErrorSphere(reference: reference, meanSquaredError: error, box: box)
    for start in [samples(0...255, seed: 4), samples(120...130, seed: 5)] {
      var luma = start
      sphere.project(&luma)
      #expect(abs(meanSquare(luma, reference) / error - 1) < Self.tolerance)
      #expect(luma.allSatisfy { (0...255).contains($0) })
    }
  }

  @Test func anErrorBeyondTheBoxEndsAtItsCorner() {
    let reference = [Float](repeating: 100, count: 3000)
    var luma = [Float](repeating: 101, count: 3000)
    ErrorSphere(reference: reference, meanSquaredError: 1e6, box: box).project(&luma)
    #expect(luma.allSatisfy { $0 == 255 })
  }

  @Test func tangentsOfTheSphereDoNotChangeTheErrorInFirstOrder() {
    let reference = samples(100...150, seed: 3)
    let luma = samples(90...160, seed: 4)
    var direction = samples(-1...1, seed: 5)
    ErrorSphere(reference: reference, meanSquaredError: 1, box: box).makeTangent(&direction, at: luma)
    let radial = zip(direction, zip(luma, reference)).reduce(0.0) { $0 + Double($1.0) * Double($1.1.0 - $1.1.1) }
    #expect(abs(radial) < Self.tolerance * 3000 * 20)
  }

  @Test func theBallKeepsWhatIsInsideAndShortensWhatIsNot() {
    let centre = samples(100...150, seed: 3)
    let ball = L2Ball(centre: centre, radius: 2, box: box)
    var near = centre.map { $0 + 1 }
    ball.project(&near)
    #expect(near == centre.map { $0 + 1 })
    var far = centre.map { $0 + 8 }
    ball.project(&far)
    #expect(abs(meanSquare(far, centre).squareRoot() - 2) < Self.tolerance * 100)
  }

  @Test func signsAndNormalisedSteps() {
    var gradient: [Float] = [-2, 0, 0.5]
    var sign = SignStep()
    sign.turn(&gradient)
    #expect(gradient == [-1, 0, 1])
    var normalised = NormalisedStep()
    gradient = [3, 0, 0, 3]
    normalised.turn(&gradient)
    #expect(abs(Double(gradient[0]) - 2.0.squareRoot()) < 1e-6)
    gradient = [0, 0]
    normalised.turn(&gradient)
    #expect(gradient == [0, 0])
  }

  // g₁ = (1, 3), g₂ = (−3, 1): mean magnitudes 2; m₂ = g₁/2 + g₂/2 = (−1, 2).
  @Test func momentumSumsNormalisedGradients() {
    var rule = MomentumStep(decay: 1, normaliser: .meanMagnitude, then: SignStep())
    var gradient: [Float] = [1, 3]
    rule.turn(&gradient)
    #expect(gradient == [1, 1])
    gradient = [-3, 1]
    rule.turn(&gradient)
    #expect(gradient == [-1, 1])
  }

  // With bias correction the first direction of Adam is the gradient's sign, whatever its scale.
  @Test(arguments: [Float(1e-6), 1, 1e6]) func adamBeginsWithTheSign(scale: Float) {
    var rule = AdamStep()
    var gradient: [Float] = [-2 * scale, 1 * scale, 3 * scale]
    rule.turn(&gradient)
    for (value, sign) in zip(gradient, [Float(-1), 1, 1]) { #expect(abs(value - sign) < 1e-4) }
  }

  @Test func schedulesBeginAtOneAndEndWhereTheySay() {
    for schedule in [Schedule.linear(end: 0.1), .cosine(end: 0.1)] {
      #expect(schedule.factor(step: 0, of: 11) == 1)
      #expect(abs(schedule.factor(step: 10, of: 11) - 0.1) < 1e-12)
      #expect(abs(schedule.factor(step: 5, of: 11) - 0.55) < 1e-12)
    }
    #expect(Schedule.constant.factor(step: 4, of: 5) == 1)
    #expect(Schedule.cosine(end: 0).factor(step: 0, of: 1) == 1)
  }

  @Test func theTunerFindsAPeakBetweenGridPoints() throws {
    var asked: [Double] = []
    let best = try AmountTuner(coarse: [-1, -0.4, 0, 0.3, 1, 2], finest: 0.025)
      .maximise { amount throws(AttackError) in
        asked.append(amount)
        return -(amount - 0.61) * (amount - 0.61)
      }
    #expect(abs(best.amount - 0.6) < 1e-9)
    #expect(Set(asked).count == asked.count, "no amount is scored twice")
    #expect(asked.count < 20)
  }

  @Test func theBlurKeepsConstantsAndMatchesItsDefinition() {
    let blur = GaussianBlur(sigma: 1.2)
    let flat = blur.blurred(Plane(width: 5, height: 3, repeating: 40))
    #expect(flat.samples.allSatisfy { abs($0 - 40) < 1e-4 })
    var impulse = Plane<Float>(width: 21, height: 21, repeating: 0)
    impulse[10, 10] = 1
    let spread = blur.blurred(impulse)
    // exp(−x²/2σ²) between neighbours: e^(−1/(2·1.44)) = 0.70664…
    #expect(abs(spread[11, 10] / spread[10, 10] - 0.706648) < 1e-5)
    #expect(abs(spread[10, 9] / spread[10, 10] - 0.706648) < 1e-5)
    #expect(abs(spread.samples.reduce(0, +) - 1) < 1e-5)
  }

  // White noise keeps 1/(4πσ²) of its power behind a Gaussian of standard deviation σ: 0.19 of its size at 1.5.
  @Test(arguments: [(0, 0.15...0.23), (1, 0.003...0.01), (2, 0...0.003)])
  func noiseHasUnitSizeAndTheFinenessAskedFor(fineness: Int, smoothed: ClosedRange<Double>) {
    var random = SeededRandom(seed: 3)
    let noise = SeededNoise.plane(width: 64, height: 50, fineness: fineness, random: &random)
    #expect(abs(VectorKernels.rootMeanSquare(noise.samples) - 1) < 1e-4)
    let smooth = GaussianBlur(sigma: 1.5).blurred(noise)
    #expect(smoothed.contains(VectorKernels.rootMeanSquare(smooth.samples)))
  }
}
