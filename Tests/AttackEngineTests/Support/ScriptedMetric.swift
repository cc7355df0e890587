import QualityMetrics
import Raster
import Synchronization

/// A metric that answers by a script, whatever it is shown, and remembers the luma it was shown.
final class ScriptedMetric: QualityMetric, PreparedMetric {
  private let answers: @Sendable (Int) -> Double
  private let asked = Mutex<[Plane<Float>]>([])

  /// A metric that gives its n-th answer, counted from 0, by `answers`.
  init(answers: @escaping @Sendable (Int) -> Double) { self.answers = answers }

  var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: "scripted", title: "Scripted", unit: "", direction: .higherIsBetter, range: -.infinity ... .infinity,
      panel: nil, reads: .luma, isSymmetric: false, smallestSide: 1, limit: nil, family: "scripted", citation: "")
  }

  /// The luma of every picture that was scored, in order.
  var shown: [Plane<Float>] { asked.withLock { $0 } }

  func prepare(_ reference: Picture) -> any PreparedMetric { self }

  func evaluate(_ distorted: Picture) -> Evaluation {
    asked.withLock { shown in
      shown.append(distorted.luma)
      return Evaluation(score: answers(shown.count - 1))
    }
  }
}
