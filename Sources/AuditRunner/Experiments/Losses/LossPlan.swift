import HonestCodecs
import QualityMetrics

/// What `audit losses` runs: short ladders, honest starts, attacks on the metric whose pictures are ranked, and attacks on
/// each loss.
///
/// The attacks on losses are those whose budget does not depend on what they find: a bound per sample, a bound on the root
/// mean square change, and an error that may not exceed the start's. None forces a picture to get worse, so what the panel
/// sees is the loss's doing.
enum LossPlan {
  /// The metric that the attacked pictures are to please, and in whose points the panel speaks.
  static let metric = MetricRegistry.defaultID
  /// The metric's honest ladders.
  static let ladders = [Suite.Ladder(codec: .jpeg, rungs: 8), Suite.Ladder(codec: .webp, rungs: 8)]
  /// What every attack begins from.
  static let starts: [StartSpec] = [.encode(.jpeg, quality: 30), .encode(.webp, quality: 75)]

  /// Attacks on the metric.
  static let onMetric = [
    entry("unsharp", "unsharp"), entry("contrast", "contrast"), entry("pgd-linf-4", "pgd-linf", ["budget": 4]),
    entry("adam", "adam"), entry("floor-1.3", "fidelity-floor", ["floor": 1.3]),
    entry("floor-4", "fidelity-floor", ["floor": 4]),
  ]

  /// Attacks on a loss.
  static let onLoss = [
    entry("pgd-linf-2", "pgd-linf", ["budget": 2]), entry("pgd-linf-4", "pgd-linf", ["budget": 4]),
    entry("pgd-linf-8", "pgd-linf", ["budget": 8]), entry("pgd-l2-3", "pgd-l2", ["budget": 3]),
    entry("adam", "adam", ["ceiling": 1]),
  ]

  /// A piece of work on an image: all honest encodes, or an attack on the metric or on one of the losses.
  enum Job: Sendable {
    /// The ladders' encodes.
    case honest
    /// An attack from a start, on the metric or on the loss at a position.
    case attack(Suite.Entry, start: StartSpec, loss: Int?)
  }

  /// Every piece of work on an image, in the order of the record.
  /// - Parameter losses: how many losses are compared.
  static func jobs(losses: Int) -> [Job] {
    func attacks(_ entries: [Suite.Entry], loss: Int?) -> [Job] {
      entries.flatMap { entry in starts.map { .attack(entry, start: $0, loss: loss) } }
    }
    return [.honest] + attacks(onMetric, loss: nil) + (0..<losses).flatMap { attacks(onLoss, loss: $0) }
  }

  private static func entry(_ name: String, _ id: String, _ parameters: [String: Double] = [:]) -> Suite.Entry {
    Suite.Entry(name: name, attack: id, starts: starts, parameters: parameters)
  }
}
