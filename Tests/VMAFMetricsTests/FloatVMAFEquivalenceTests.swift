import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

/// The fast kernels against their plain twins (folder Plain), which are read straight off the formulas.
@Suite("Float VMAF's kernels equal their plain twins") struct FloatVMAFEquivalenceTests {
  /// Sums of the same Double numbers in another order.
  static let valueTolerance = 1e-12
  static let gradientTolerance = 1e-10

  /// Smallest, odd, as wide as a strip and a little wider, several strips, fewer rows than a filter's block holds.
  static let sizes = [
    (16, 16), (17, 16), (16, 19), (31, 33), (64, 48), (129, 97), (479, 18), (480, 21), (481, 34), (963, 17), (30, 131),
  ]

  static let weights: VMAFFeatureValues = {
    var weights = VMAFFeatureValues()
    for (index, feature) in VMAFFeature.allCases.enumerated() { weights[feature] = 1 + 0.37 * Double(index) }
    return weights
  }()

  @Test(arguments: sizes, [VMAFModel.floatV061neg, .floatV061]) func agree(size: (Int, Int), model: VMAFModel) {
    let (x, y) = TestScene.lumaPair(width: size.0, height: size.1, seed: 11)
    let plain = PlainVMAF<Double>(options: model.options)
    let (a, b) = (plain.analyse(x), plain.analyse(y))
    let values = plain.features(reference: a, distorted: b)
    let fast = FloatVMAFCore<DoubleLanes>(options: model.options)

    let distorted = fast.gradient(y, place: .distorted, other: fast.analyse(x)) { _ in Self.weights }
    let reference = fast.gradient(x, place: .reference, other: fast.analyse(y)) { _ in Self.weights }
    for feature in VMAFFeature.allCases {
      #expect(abs(distorted.values[feature] - values[feature]) < Self.valueTolerance, "\(feature)")
      #expect(abs(reference.values[feature] - values[feature]) < Self.valueTolerance, "\(feature), reversed")
    }
    let scored = fast.values(y, place: .distorted, other: fast.analyse(x))
    #expect(scored == distorted.values)
    expectEqual(
      distorted.gradient, plain.gradientInDistorted(reference: a, distorted: b, weights: Self.weights), "distorted")
    expectEqual(
      reference.gradient,
      plain.gradientInReference(reference: a, distorted: b, values: values, weights: Self.weights), "reference")
  }

  private func expectEqual(_ a: Plane<Double>, _ b: Plane<Double>, _ name: String) {
    let largest = b.samples.reduce(0) { max($0, abs($1)) }
    var worst = (error: 0.0, x: 0, y: 0)
    for y in 0..<a.height {
      for x in 0..<a.width where abs(a[x, y] - b[x, y]) > worst.error { worst = (abs(a[x, y] - b[x, y]), x, y) }
    }
    #expect(
      worst.error < Self.gradientTolerance * largest,
      "\(name) at \(worst.x), \(worst.y) of \(a.width)×\(a.height)")
  }
}
