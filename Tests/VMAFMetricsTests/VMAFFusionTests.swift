import MetricKit
import Testing
import VMAFMetrics

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

  @Test func thePlacesAreThoseOfTheTable() {
    let points: [[Double]] = [
      [1, 0, 1, 1, 1, 1], [0.95, 0, 0.60, 0.85, 0.92, 0.95], [0.90, 0, 0.45, 0.75, 0.85, 0.90],
      [0.80, 0, 0.30, 0.60, 0.72, 0.80],
    ]
    for model in VMAFModel.builtIn { #expect(FusionPlace.table.map { $0.values(of: model) } == points) }
  }

  @Test func onlyMotionIsNotFree() {
    for model in VMAFModel.builtIn { #expect(model.freeFeatures == [0, 2, 3, 4, 5]) }
  }

  /// The grid counts what its points say one by one.
  @Test func theGridIsItsPoints() {
    let model = VMAFModel.v061neg
    let grid = model.slopeGrid(budget: 300)
    #expect(grid.levels == 3 && grid.points == 243)
    let values = [0, 0.5, 1]
    var negative = [0, 0, 0, 0, 0]
    var least = [Double](repeating: .infinity, count: 5)
    for a in values {
      for b in values {
        for c in values {
          for d in values {
            for e in values {
              let gradient = model.predictWithGradient([a, 0, b, c, d, e]).gradient
              for (axis, index) in [0, 2, 3, 4, 5].enumerated() {
                if gradient[index] < 0 { negative[axis] += 1 }
                least[axis] = min(least[axis], gradient[index])
              }
            }
          }
        }
      }
    }
    #expect(grid.negative == negative && grid.least == least)
    // Both signs occur, or the test would say little.
    #expect(grid.negative[1] > 0 && grid.negative[1] < 243)
  }

  @Test func aCurveIsTheScoreAlongOneFeature() {
    let model = VMAFModel.v061
    let point = FusionPlace.table[1].values(of: model)
    let curve = model.curve(along: 2, through: point, samples: 5)
    #expect(curve.values == [0, 0.25, 0.5, 0.75, 1])
    for (index, value) in curve.values.enumerated() {
      var moved = point
      moved[2] = value
      #expect(curve.scores[index] == model.predict(features: moved))
      #expect(curve.slopes[index] == model.predictWithGradient(moved).gradient[2])
    }
  }

  /// Losing alone pays where a derivative is negative, raises no feature, and cannot beat the whole box.
  @Test(arguments: [VMAFModel.v061neg, .fourKV061neg]) func losingPaysWhereADerivativeIsNegative(model: VMAFModel) {
    for place in FusionPlace.table {
      let point = place.values(of: model)
      let (score, gradient) = model.predictWithGradient(point)
      let best = model.bestByLosing(from: point)
      #expect(zip(best.features, point).allSatisfy { $0 <= $1 } && best.features[1] == point[1])
      #expect(best.score == model.predict(features: best.features))
      #expect(best.score <= model.bestPoint().score + 1e-9)
      if model.freeFeatures.contains(where: { gradient[$0] < 0 }) { #expect(best.score > score) }
      #expect(best.score >= score)
    }
  }

  /// Against a plain search of the two features that pay, from the middling place: the climb finds the same top.
  @Test func losingFindsTheTop() {
    let model = VMAFModel.v061neg
    let point = FusionPlace.table[2].values(of: model)
    var top = -Double.infinity
    for a in 0...90 {
      for b in 0...150 {
        var moved = point
        (moved[2], moved[3]) = (Double(a) * 0.005, Double(b) * 0.005)
        top = max(top, model.predict(features: moved))
      }
    }
    #expect(abs(model.bestByLosing(from: point).score - top) < 1e-3)
  }
}
