import AuditRecord
import QualityMetrics
import Raster
import Synchronization

@testable import AuditRunner

/// Minus the mean absolute difference of luma; it counts what it is asked.
struct LumaMetric: QualityMetric {
  /// What was asked of a metric and of everything that it prepared.
  final class Log: Sendable {
    private struct State {
      var prepared = 0
      var evaluated: [UInt64] = []
    }
    private let state = Mutex(State())

    /// How often a reference was prepared.
    var preparations: Int { state.withLock { $0.prepared } }
    /// A hash of every picture that was scored, in order.
    var pictures: [UInt64] { state.withLock { $0.evaluated } }

    fileprivate func prepare() { state.withLock { $0.prepared += 1 } }
    fileprivate func evaluate(_ picture: UInt64) { state.withLock { $0.evaluated.append(picture) } }
  }

  var id = "luma"
  var scale = 1.0
  /// Bytes a pixel that it is said to keep as a member of the panel; nil for a metric that is audited.
  var bytesPerPixel: Int?
  /// Whether it votes as a member of the panel.
  var votes = true
  var refusal: MetricError?
  let log = Log()

  var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: id, title: id, unit: "points", direction: .higherIsBetter, range: -255...0,
      panel: bytesPerPixel.map { PanelRole(.structure, votes: votes, bytesPerPixel: $0) }, reads: .luma,
      isSymmetric: true, smallestSide: 8, limit: .calibrated(6), family: id, citation: "")
  }

  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    log.prepare()
    if let refusal { throw refusal }
    return Prepared(reference: reference.luma, scale: scale, log: log)
  }

  private struct Prepared: PreparedMetric {
    let reference: Plane<Float>
    let scale: Double
    let log: Log

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      var (sum, hash) = (0.0, FNV1a())
      for (a, b) in zip(reference.samples, distorted.luma.samples) {
        sum += Double(abs(a - b))
        hash.add(UInt64(b.bitPattern))
      }
      log.evaluate(hash.value)
      return Evaluation(score: -scale * sum / Double(reference.samples.count), features: ["sum": sum])
    }
  }
}
