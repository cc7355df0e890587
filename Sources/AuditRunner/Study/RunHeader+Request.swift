import AttackEngine
import AuditRecord
import HonestCodecs
import QualityMetrics
import RunStorage

extension RunHeader {
  /// How pixels are read, for the record.
  static let colourStatement =
    "values as stored, taken as sRGB; Y'CbCr BT.709, limited range, 8 bits, 4:4:4, rounded"

  /// The header of a run: what every kind is asked.
  /// - Parameters:
  ///   - suite: the suite's name, or what stands in its place.
  ///   - limit: the limit of inflation; nil for the metric's own.
  init(
    _ kind: RecordKind, metric: any QualityMetric, panel: [any QualityMetric], suite: String, ladders: [Suite.Ladder],
    dataset: Dataset, work: WorkRequest, attacks: [Suite.Entry] = [], limit: Double? = nil, limitWasAsked: Bool = false
  ) {
    let descriptor = metric.descriptor
    self.init(
      kind: kind, toolVersion: Tool.version, startedAt: work.startedAt, metric: MetricInfo(descriptor, votesOn: nil),
      panel: panel.map { MetricInfo($0.descriptor, votesOn: descriptor) }, suite: suite,
      attacks: attacks.compactMap { AttackEntry($0) },
      ladders: Dictionary(ladders.map { ($0.codec.rawValue, $0.rungs) }, uniquingKeysWith: { first, _ in first }),
      datasets: dataset.names, seed: work.seed, shard: work.shard?.description,
      limit: limit ?? descriptor.defaultInflationLimit, limitWasAsked: limitWasAsked,
      colour: RunHeader.colourStatement, images: dataset.items.map(\.name), skippedFiles: dataset.skippedFiles)
  }
}

extension RunHeader.AttackEntry {
  /// What a record says of a suite's entry; nil for an attack that is not in the registry.
  fileprivate init?(_ entry: Suite.Entry) {
    guard let attack = AttackRegistry.descriptors.first(where: { $0.id == entry.attack }) else { return nil }
    let defaults = Dictionary(
      attack.parameters.map { ($0.name, $0.defaultValue) }, uniquingKeysWith: { first, _ in first })
    self.init(
      name: entry.name, id: attack.id, title: attack.title, summary: attack.summary, citation: attack.citation,
      starts: entry.starts.map(\.description), parameters: defaults.merging(entry.parameters) { $1 })
  }
}

extension MetricInfo {
  /// What a record says of a metric. A member of the audited metric's family shares its features and does not vote on it.
  public init(_ descriptor: MetricDescriptor, votesOn audited: MetricDescriptor?) {
    func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
    self.init(
      id: descriptor.id, title: descriptor.title, unit: descriptor.unit,
      higherIsBetter: descriptor.direction == .higherIsBetter, lowest: finite(descriptor.range.lowerBound),
      highest: finite(descriptor.range.upperBound),
      family: descriptor.family, group: descriptor.group,
      votes: descriptor.votes && audited.map { $0.family != descriptor.family } ?? false,
      justVisible: descriptor.justVisible)
  }
}

/// The program itself.
public enum Tool {
  /// Its version, as records and `--version` state it.
  public static let version = "0.1.0"
}
