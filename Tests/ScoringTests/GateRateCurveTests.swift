import AuditRecord
import Foundation
import Raster
import Testing

@testable import Scoring

/// A codec held against itself at other rates changed nothing, whatever the rates are.
@Suite("Rate curves of a gate") struct GateRateCurveTests {
  /// The score of an image's encode of so many bytes: a concave curve over log size, as codecs have, of a height and a bend of
  /// its own.
  static func score(_ bytes: Int, image: Int) -> Double {
    let size = log2(Double(bytes) / 1000) + 0.05 * Double(image % 5)
    return 97 - 45 * exp(-(0.45 + 0.02 * Double(image % 7)) * size)
  }

  /// Pictures of one side, at sizes in units of 1000 bytes that differ a little between images.
  static func pictures(
    _ side: GateSide, _ sizes: [Double], images: Int = 12, better: Double = 0, looks: Double? = nil
  ) -> [GatePicture] {
    (0..<images).flatMap { image in
      sizes.map { size in
        let bytes = Int(1000 * size * (1 + 0.03 * Double(image % 4)))
        let honest = score(bytes, image: image)
        return GatePicture(
          side: side, image: "\(image).png", rate: RateName("\(size)"), bytes: bytes,
          scored: .init(
            score: honest + better, features: [:], panel: Sample.panelValues(honest + (looks ?? better))))
      }
    }
  }

  static func header(_ sizes: [[Double]]) -> GateHeader {
    GateTests.header(rates: Set(sizes.joined()).sorted().map { RateName("\($0)") })
  }

  /// Rates of one codec: as many and as few, near and far, between and beside each other.
  static let rates: [[Double]] = [
    [2, 4, 8, 16], [2, 16], [1, 30], [3, 6], [4], [2, 5, 16], [1.5, 3, 6, 12, 24], [2.5, 7, 20], [5, 10], [3, 14],
    [1, 1.2, 30],
  ]

  @Test func aCodecAgainstItselfAtOtherRatesIsNeverAFinding() {
    var decided = 0
    for old in Self.rates {
      for new in Self.rates where new != old {
        for images in [1, 3, 12] {
          let record = GateTests.gate(
            Self.pictures(.baseline, old, images: images) + Self.pictures(.candidate, new, images: images),
            Self.header([old, new]))
          let rule = record.overall.rule
          #expect(
            rule == .unchanged || rule == .inconclusive,
            "\(old) against \(new), \(images) images: \(rule) by \(String(describing: record.overall.metric))")
          decided += rule == .unchanged ? 1 : 0
        }
      }
    }
    #expect(decided > 100, "a gate that never decides is none: \(decided)")
  }

  /// Two rates of the candidate are enough where the baseline has a curve, and find what five find.
  @Test func twoRatesOfTheCandidateFindWhatFiveFind() {
    let baseline = Self.pictures(.baseline, [1.5, 3, 6, 12, 24])
    for (better, looks, expected) in [
      (0.8, -0.6, GateRule.gamed), (1.2, 1.1, .earned), (-1.5, -1.4, .regression),
    ] {
      for rates in [[2.0, 4, 8, 14, 20], [4, 14]] {
        let record = GateTests.gate(
          baseline + Self.pictures(.candidate, rates, better: better, looks: looks),
          Self.header([[1.5, 3, 6, 12, 24], rates]))
        #expect(record.overall.rule == expected, "\(rates)")
      }
    }
  }
}
