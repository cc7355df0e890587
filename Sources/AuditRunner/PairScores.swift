import Foundation
import ImageFiles
import QualityMetrics
import Raster
import Reporting

/// What metrics say of one pair, as `audit score` prints it.
public struct PairScores: Sendable {
  /// One metric's evaluation.
  public struct Entry: Sendable {
    /// What the metric is.
    public let metric: MetricDescriptor
    /// Its value and features.
    public let evaluation: Evaluation
  }

  /// The reference, as it was named.
  public let reference: String
  /// The distorted image, as it was named.
  public let distorted: String
  /// The evaluations, in the order of the metrics.
  public let entries: [Entry]
  /// Metrics that could not take the pair, with the reason, when these are to be skipped.
  public let skipped: [(id: String, reason: String)]
  /// What deserves to be said of the inputs.
  public let notes: [String]

  /// Scores a pair.
  /// - Parameter skipsUnfit: whether a metric that cannot take the pair is left out instead of ending it.
  /// - Throws: `RunError.input`
  public init(
    reference: String, distorted: String, metrics: [any QualityMetric], skipsUnfit: Bool
  ) throws(RunError) {
    self.reference = reference
    self.distorted = distorted
    let (original, candidate): (DecodedImage, DecodedImage)
    do throws(ImageFileError) {
      original = try ImageReader.read(path: reference)
      candidate = try ImageReader.read(path: distorted)
    } catch {
      throw RunError.input(error.description)
    }
    let (x, y) = (BT709.picture(original.image), BT709.picture(candidate.image))
    var entries: [Entry] = []
    var skipped: [(id: String, reason: String)] = []
    for metric in metrics {
      do throws(MetricError) {
        let evaluation = try metric.prepare(x).evaluate(y)
        entries.append(Entry(metric: metric.descriptor, evaluation: evaluation))
      } catch {
        if case .mismatch(let what) = error { throw RunError.input("\(reference), \(distorted): \(what)") }
        guard skipsUnfit else { throw RunError.input("\(reference), \(distorted): \(error)") }
        skipped.append((metric.descriptor.id, error.description))
      }
    }
    self.entries = entries
    self.skipped = skipped
    notes =
      original.notes.map { "\(reference): \($0)" } + candidate.notes.map { "\(distorted): \($0)" }
  }

  /// The contract of `--format json`.
  private struct Document: Encodable {
    var schema = 1
    var reference: String
    var distorted: String
    var frames: Int
    var scores: [String: Double]
    var features: [String: [String: Double]]
  }

  /// The document of `--format json`, with full precision.
  public func json() throws(RunError) -> String {
    var document = Document(reference: reference, distorted: distorted, frames: 1, scores: [:], features: [:])
    for entry in entries {
      document.scores[entry.metric.id] = entry.evaluation.score
      if !entry.evaluation.features.isEmpty { document.features[entry.metric.id] = entry.evaluation.features }
    }
    do { return String(decoding: try RecordJSON.document(document), as: UTF8.self) } catch {
      throw RunError.fault("the scores cannot be encoded: \(error)")
    }
  }
}
