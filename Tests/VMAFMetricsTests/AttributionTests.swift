import MetricKit
import Testing

@testable import VMAFMetrics

@Suite("Attribution of a score change") struct AttributionTests {
  /// Rounding of the sums of exponentials; the rule's own error is far below it.
  static let tolerance = 1e-9

  static let models: [VMAFModel] = [.v061neg, .v061, .floatV061neg, .floatV061]

  @Test("shares sum to the change, unclipped without and reported with what clipping took", arguments: models)
  func sumsToTheChange(model: VMAFModel) throws {
    let corners: [[String: Double]] = [
      ["adm2": 1, "motion2": 0, "vif_scale0": 1, "vif_scale1": 1, "vif_scale2": 1, "vif_scale3": 1],
      ["adm2": 0.2, "motion2": 0, "vif_scale0": 0.05, "vif_scale1": 0.1, "vif_scale2": 0.2, "vif_scale3": 0.3],
      ["adm2": 0.95, "motion2": 0, "vif_scale0": 0.6, "vif_scale1": 0.85, "vif_scale2": 0.92, "vif_scale3": 0.95],
      ["adm2": 0.955, "motion2": 4, "vif_scale0": 0.55, "vif_scale1": 0.86, "vif_scale2": 0.93, "vif_scale3": 0.95],
    ]
    func score(_ features: [String: Double]) -> Double {
      model.predict(features: model.features.map { features[$0.kind.name] ?? .nan })
    }
    #expect(corners.contains { model.clip(score($0)) != score($0) })
    for start in corners {
      for end in corners {
        var shares = try #require(model.attribution(from: start, to: end))
        let sum = shares.values.reduce(0, +)
        #expect(abs(sum - (model.clip(score(end)) - model.clip(score(start)))) < Self.tolerance)
        let isClipped = [start, end].contains { model.clip(score($0)) != score($0) }
        let cutOff = shares.removeValue(forKey: VMAFModel.clippingName)
        #expect((cutOff != nil) == (isClipped && start != end))
        #expect(abs(shares.values.reduce(0, +) - (score(end) - score(start))) < Self.tolerance)
        for (name, share) in shares where start[name] == end[name] { #expect(share == 0) }
      }
    }
  }

  @Test("a missing feature gives no account")
  func missing() {
    #expect(VMAFModel.v061neg.attribution(from: ["adm2": 1], to: ["adm2": 1]) == nil)
  }

  @Test("the rule is exact for polynomials up to degree 15", arguments: [1.0, 5, 15])
  func polynomials(degree: Double) {
    // ∫₀¹ d/dt of x^degree along 0…2 is 2^degree.
    let shares = PathIntegral.shares(from: [0], to: [2]) { x in
      [degree * (0..<Int(degree - 1)).reduce(1.0) { product, _ in product * x[0] }]
    }
    let expected = (0..<Int(degree)).reduce(1.0) { product, _ in product * 2 }
    #expect(abs(shares[0] - expected) < 1e-12 * expected)
  }
}
