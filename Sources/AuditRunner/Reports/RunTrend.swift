import AuditRecord
import RunStorage
import Scoring

/// Several runs of one metric, in the order in which they were made: how inflation moved.
public struct RunTrend: Sendable {
  /// One attack from one start over the runs.
  public struct Row: Sendable, Equatable {
    /// The attack's name.
    public let attack: String
    /// The start.
    public let start: String
    /// Median inflation in each run; nil where a run does not have it.
    public let inflation: [Double?]

    /// The last run's median minus the one before's; nil where either lacks it.
    public var rise: Double? {
      guard inflation.count > 1, let last = inflation[inflation.count - 1], let before = inflation[inflation.count - 2]
      else { return nil }
      return last - before
    }
  }

  /// The runs: folder and header, oldest first.
  public let runs: [(folder: String, header: RunHeader)]
  /// Runs that have not ended, each with how much of it is there.
  public let unfinished: [(folder: String, state: Unfinished)]
  /// The rows, in the order of the newest run's suite.
  public let rows: [Row]

  /// In what the runs differ that a rise may come from, beside the metric: one sentence a difference.
  public var notes: [String] {
    func differ<Value: Equatable>(_ what: String, _ value: (RunHeader) -> Value) -> String? {
      let first = runs.first.map { value($0.header) }
      return runs.allSatisfy { value($0.header) == first }
        ? nil : "the runs differ in \(what); a rise may come from that"
    }
    return [
      differ("their images") { $0.images }, differ("seed") { $0.seed },
      differ("what their attacks do") { header in
        Dictionary(header.attacks.map { ($0.name, $0.parameters) }, uniquingKeysWith: { first, _ in first })
      },
      differ("ladders") { $0.ladders }, differ("panel") { $0.panel },
    ].compactMap { $0 }
  }

  /// Reads the runs.
  /// - Throws: `AuditError.input` when a folder holds no run or when the runs audit different metrics.
  public init(_ folders: [String]) throws(AuditError) {
    var records: [(folder: String, record: RunRecord)] = []
    for folder in folders { records.append((folder, AuditExperiment.conclude(try RunFolder(reading: folder)))) }
    records.sort { ($0.record.header.startedAt, $0.folder) < ($1.record.header.startedAt, $1.folder) }
    guard let newest = records.last else { throw AuditError.usage("there are no runs to compare") }
    if let other = records.first(where: { $0.record.header.metric.id != newest.record.header.metric.id }) {
      throw AuditError.input(
        "\(other.folder) audits \(other.record.header.metric.id), \(newest.folder) "
          + newest.record.header.metric.id)
    }
    var places: [(attack: String, start: String)] = []
    for row in records.reversed().flatMap(\.record.summary.rows)
    where !places.contains(where: { $0 == (row.attack, row.start) }) {
      places.append((row.attack, row.start))
    }
    unfinished = records.compactMap { run in run.record.unfinished.map { (run.folder, $0) } }
    runs = records.map { ($0.folder, $0.record.header) }
    rows = places.map { place in
      Row(
        attack: place.attack, start: place.start,
        inflation: records.map { run in
          run.record.summary.rows.first { $0.attack == place.attack && $0.start == place.start }?.inflation?.value
        })
    }
  }
}
