import MetricKit
import Raster
import Testing

@Suite("Several metrics of one reference") struct PreparedMetricsTests {
  static func picture(_ side: Int, bitDepth: Int = 8) -> Picture {
    Picture(luma: Plane(width: side, height: side, repeating: 9), chroma: nil, rgb: nil, bitDepth: bitDepth)
  }

  static func scores(_ metrics: [any QualityMetric], reference: Int = 8, distorted: Int = 8) -> [String: Double] {
    let prepared = PreparedMetrics(metrics, reference: picture(reference))
    return Dictionary(prepared.evaluate(picture(distorted)).map { ($0.id, $0.evaluation.score) }) { a, _ in a }
  }

  @Test func keepTheirOrder() {
    let metrics = ["c", "a", "b"].map { ScriptedMetric(id: $0, value: 0.5) }
    #expect(
      PreparedMetrics(metrics, reference: Self.picture(8)).evaluate(Self.picture(8)).map(\.id) == ["c", "a", "b"])
  }

  /// A missing value is never 0.
  @Test func leaveOutWhatCannotTakeThePicture() {
    let metrics = [ScriptedMetric(id: "a", value: 0.5), ScriptedMetric(id: "b", value: 0.7, smallestSide: 9)]
    #expect(Self.scores(metrics) == ["a": 0.5])
    #expect(Self.scores(metrics, distorted: 7) == [:])
  }

  @Test func computeReadingsOnce() {
    let features = ["x": 0.25, "y": 0.75]
    let readings = ["x", "y"].map {
      ScriptedReading(metric: ScriptedMetric(id: $0, features: features), computation: "z")
    }
    #expect(PreparedMetrics(readings, reference: Self.picture(8)).computationCount == 1)
    #expect(Self.scores(readings) == features)
  }

  @Test func readWhatAnotherContainsOffThat() {
    let part = ScriptedPart(metric: ScriptedMetric(id: "part", value: 0.1), container: "whole")
    let whole = ScriptedMetric(id: "whole", value: 0.9, features: ["part": 0.2])
    #expect(PreparedMetrics([part, whole], reference: Self.picture(8)).computationCount == 1)
    #expect(Self.scores([part, whole]) == ["part": 0.2, "whole": 0.9])
    // Alone, and beside a container that cannot take the picture, it computes itself.
    #expect(Self.scores([part]) == ["part": 0.1])
    let large = ScriptedMetric(id: "whole", smallestSide: 9)
    #expect(Self.scores([part, large]) == ["part": 0.1])
  }

  @Test func askOnlyThoseThatAreNamed() {
    let part = ScriptedPart(metric: ScriptedMetric(id: "part", value: 0.1), container: "whole")
    let whole = ScriptedMetric(id: "whole", value: 0.9, features: ["part": 0.2])
    let prepared = PreparedMetrics([part, whole, ScriptedMetric(id: "a", value: 0.5)], reference: Self.picture(8))
    let asked = prepared.results(of: Self.picture(8), from: ["a", "part", "unknown"])
    #expect(asked.map(\.id) == ["part", "a"])
    #expect(asked.compactMap { try? $0.result.get().score } == [0.2, 0.5])
  }

  @Test func takeMemoryOnceAComputation() {
    func reading(_ id: String) -> ScriptedReading {
      ScriptedReading(metric: ScriptedMetric(id: id, bytesPerPixel: 7), computation: "z")
    }
    let metrics: [any QualityMetric] = [
      reading("x"), reading("y"), ScriptedMetric(id: "a", bytesPerPixel: 3), ScriptedMetric(id: "outside"),
    ]
    #expect(PreparedMetrics.bytesPerPixel(metrics) == 10)
    #expect(PreparedMetrics.bytesPerPixel([]) == 0)
  }
}
