import ImageFiles
import QualityMetrics
import Raster
import Reporting
import RunStorage

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
  /// The evaluations, in the order of the metrics; of several frames the means.
  public let entries: [Entry]
  /// The evaluations frame by frame, in the order of `entries`.
  public let frames: [[Evaluation]]
  /// Metrics that could not take the pair, with the reason, when these are to be skipped.
  public let skipped: [(id: String, reason: String)]
  /// What deserves to be said of the inputs.
  public let notes: [String]

  /// Scores a pair of images, or of Y4M streams frame by frame.
  /// - Parameter skipsUnfit: whether a metric that cannot take the pair is left out instead of ending it.
  /// - Throws: `AuditError.input`
  public init(
    reference: String, distorted: String, metrics: [any QualityMetric], skipsUnfit: Bool
  ) throws(AuditError) {
    self.reference = reference
    self.distorted = distorted
    let original = try PictureStream(path: reference)
    let candidate = try PictureStream(path: distorted)
    if let one = original.chroma, let other = candidate.chroma, one != other {
      throw AuditError.input(
        "\(reference), \(distorted): the reference's chroma is \(one.title), that of the distorted stream \(other.title)"
      )
    }
    let scored = ScoredRange(
      reference: (reference, original.range), distorted: (distorted, candidate.range))
    var sequences = MetricSequence.sequences(for: metrics)
    var unfit: [Int: String] = [:]
    var count = 0
    while true {
      let (x, y) = (try original.next()?.converted(to: scored.range), try candidate.next()?.converted(to: scored.range))
      guard let x, let y else {
        guard x == nil, y == nil else {
          let longer = x == nil ? distorted : reference
          throw AuditError.input("\(reference), \(distorted): \(longer) has more frames than the other's \(count)")
        }
        break
      }
      for index in sequences.indices.reversed() {
        do throws(MetricError) {
          try sequences[index].append(x, y)
        } catch {
          let place = count == 0 ? "" : "frame \(count + 1): "
          if case .mismatch(let what) = error {
            throw AuditError.input("\(reference), \(distorted): \(place)\(what)")
          }
          guard skipsUnfit else { throw AuditError.input("\(reference), \(distorted): \(place)\(error)") }
          for reader in sequences[index].readers { unfit[reader.index] = error.description }
          sequences.remove(at: index)
        }
      }
      count += 1
    }
    for index in sequences.indices { sequences[index].finish() }
    let found = sequences.flatMap { sequence in
      sequence.readers.map { (index: $0.index, evaluations: sequence.evaluations(as: $0.metric)) }
    }.sorted { $0.index < $1.index }
    entries = found.map {
      Entry(metric: metrics[$0.index].descriptor, evaluation: Evaluation(meanOf: $0.evaluations))
    }
    frames = (0..<count).map { frame in found.map { $0.evaluations[frame] } }
    skipped = unfit.keys.sorted().map { (metrics[$0].descriptor.id, unfit[$0] ?? "") }
    notes = original.notes + candidate.notes + scored.notes
  }

  /// The contract of `--format json`.
  private struct Document: Encodable {
    var schema = 1
    var reference: String
    var distorted: String
    var frames: Int
    var scores: [String: Double]
    var features: [String: [String: Double]]
    var perFrame: [Frame]?
    var notes: [String]?

    enum CodingKeys: String, CodingKey {
      case schema, reference, distorted, frames, scores, features, notes
      case perFrame = "per_frame"
    }
  }

  /// One frame of the contract.
  private struct Frame: Encodable {
    var scores: [String: Double] = [:]
    var features: [String: [String: Double]] = [:]
  }

  private func frame(_ evaluations: [Evaluation]) -> Frame {
    var frame = Frame()
    for (entry, evaluation) in zip(entries, evaluations) {
      frame.scores[entry.metric.id] = evaluation.score
      if !evaluation.features.isEmpty { frame.features[entry.metric.id] = evaluation.features }
    }
    return frame
  }

  /// The document of `--format json`, with full precision; `per_frame` only for several frames, `notes` only where there
  /// are some.
  public func json() throws(AuditError) -> String {
    let mean = frame(entries.map(\.evaluation))
    let document = Document(
      reference: reference, distorted: distorted, frames: frames.count, scores: mean.scores, features: mean.features,
      perFrame: frames.count > 1 ? frames.map(frame) : nil, notes: notes.isEmpty ? nil : notes)
    do { return String(decoding: try RecordJSON.document(document), as: UTF8.self) } catch {
      throw AuditError.fault("the scores cannot be encoded: \(error)")
    }
  }
}
