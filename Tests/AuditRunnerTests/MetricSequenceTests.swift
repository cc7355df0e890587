import QualityMetrics
import Raster
import TestSupport
import Testing

@testable import AuditRunner

@Suite("Metrics over a file's pictures") struct MetricSequenceTests {
  static func pair(_ seed: UInt64) -> (Picture, Picture) {
    let scene = TestScene.image(width: 96, height: 80, seed: seed)
    return (BT709.picture(scene), BT709.picture(TestDistortion.blocks(step: 20).applied(to: scene)))
  }

  /// Butteraugli's two readings and the two means of ΔE are one computation each, and read what each metric gives alone.
  @Test func whatIsSharedIsComputedOnce() throws {
    let metrics: [any QualityMetric] = [
      Butteraugli(.maximum), CIEDE2000(), PSNR(), DeltaEab(), Butteraugli(.threeNorm),
    ]
    var sequences = MetricSequence.sequences(for: metrics)
    #expect(sequences.map { $0.readers.map(\.index) } == [[0, 4], [1, 3], [2]])
    let pairs = [Self.pair(1), Self.pair(2)]
    for index in sequences.indices {
      for (reference, distorted) in pairs { try sequences[index].append(reference, distorted) }
      sequences[index].finish()
      for reader in sequences[index].readers {
        let alone = try pairs.map { try reader.metric.prepare($0).evaluate($1).score }
        #expect(sequences[index].evaluations(as: reader.metric).map(\.score) == alone)
      }
    }
  }
}
