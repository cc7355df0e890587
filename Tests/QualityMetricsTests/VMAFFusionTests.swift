import QualityMetrics
import Testing

@Suite("VMAF's fusion over its features") struct VMAFFusionTests {
  // From the project's design notes (2026): the score of vmaf_v0.6.1neg and its derivatives, in points per unit feature,
  // by finite differences; written with these digits, so that one unit of the last digit is all they can hold.
  @Test(arguments: [
    ([1.0, 0, 1, 1, 1, 1], 97.43, [218.0, 0.5, 5.7, 45, 80]),
    ([0.95, 0, 0.60, 0.85, 0.92, 0.95], 79.23, [211, -2.3, -0.8, 41, 77]),
    ([0.90, 0, 0.45, 0.75, 0.85, 0.90], 63.33, [202, -4.3, -6.2, 36, 72]),
    ([0.80, 0, 0.30, 0.60, 0.72, 0.80], 36.14, [180, -7.9, -16.6, 25, 61]),
  ]) func partialDerivatives(point: [Double], score: Double, derivatives: [Double]) {
    let (value, gradient) = VMAFModel.v061neg.predictWithGradient(point)
    #expect(abs(value - score) < 0.005)
    let free = [gradient[0], gradient[2], gradient[3], gradient[4], gradient[5]]
    for (found, expected) in zip(free, derivatives) {
      #expect(abs(found - expected) < (abs(expected) < 10 ? 0.1 : 1))
    }
  }

  @Test func derivativesAreThoseOfTheScore() {
    let step = 1e-4
    for model in VMAFModel.builtIn {
      let point = [0.9, 1.5, 0.45, 0.75, 0.85, 0.90]
      let gradient = model.predictWithGradient(point).gradient
      for index in point.indices {
        var above = point
        var below = point
        above[index] += step
        below[index] -= step
        let central = (model.predict(features: above) - model.predict(features: below)) / (2 * step)
        // Central differences of a function of this curvature err by 1e-6 of the derivative at this step.
        #expect(abs(central - gradient[index]) < 1e-5 * max(1, abs(central)))
      }
    }
  }

  @Test func theBestScoreLosesFineDetail() {
    let best = VMAFModel.v061neg.bestPoint()
    // The maximum over the unit box is 105.9, at ADM = VIF2 = VIF3 = 1 and VIF0 = VIF1 = 0.
    #expect(abs(best.score - 105.9) < 0.05)
    #expect(best.features == [1, 0, 0, 0, 1, 1])
  }
}
