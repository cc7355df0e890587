import AttackEngine
import AuditRecord
import HonestCodecs
import QualityMetrics

extension RunHeader {
  /// How pixels are read, for the record (docs/decisions.md, 4).
  public static let colourStatement =
    "values as stored, taken as sRGB; Y'CbCr BT.709, limited range, 8 bits, 4:4:4, rounded"

  /// The header of a run that is asked for with `options`.
  init(_ options: RunOptions) {
    let descriptor = options.metric.descriptor
    let attacks = options.suite.attacks.compactMap { entry -> AttackEntry? in
      guard let attack = AttackRegistry.descriptors.first(where: { $0.id == entry.attack }) else { return nil }
      let defaults = Dictionary(
        attack.parameters.map { ($0.name, $0.defaultValue) }, uniquingKeysWith: { first, _ in first })
      return AttackEntry(
        name: entry.name, id: attack.id, title: attack.title, summary: attack.summary, citation: attack.citation,
        starts: entry.starts.map(\.description), parameters: defaults.merging(entry.parameters) { $1 })
    }
    self.init(
      toolVersion: Tool.version, startedAt: options.startedAt, metric: MetricInfo(descriptor, votesOn: nil),
      panel: options.panel.map { MetricInfo($0.descriptor, votesOn: descriptor) }, suite: options.suite.name,
      attacks: attacks,
      ladders: Dictionary(
        options.suite.ladders.map { ($0.codec.rawValue, $0.rungs) }, uniquingKeysWith: { first, _ in first }),
      datasets: options.dataset.names, seed: options.seed, shard: options.shard?.description,
      limit: options.maxInflation ?? options.suite.limit ?? descriptor.defaultInflationLimit,
      limitWasAsked: options.maxInflation != nil, colour: RunHeader.colourStatement,
      images: options.dataset.items.map(\.name), skippedFiles: options.dataset.skippedFiles)
  }

  /// In what this run differs from another: names of what was asked, empty when one can go on with the other.
  func differences(from other: RunHeader) -> [String] {
    var names: [String] = []
    func compare(_ name: String, _ same: Bool) { if !same { names.append(name) } }
    compare("schema", schema == other.schema)
    compare("program version", toolVersion == other.toolVersion)
    compare("metric", metric == other.metric)
    compare("panel", panel == other.panel)
    compare("suite", suite == other.suite && attacks == other.attacks)
    compare("ladders", ladders == other.ladders)
    compare("dataset", datasets == other.datasets && images == other.images)
    compare("seed", seed == other.seed)
    compare("shard", shard == other.shard)
    compare("limit", limit == other.limit && limitWasAsked == other.limitWasAsked)
    compare("colour", colour == other.colour)
    return names
  }
}

extension RunOptions {
  /// The panel's members, in the registry's order, without the audited metric itself.
  var panel: [any QualityMetric] { suite.members(besides: metric) }
}

extension MetricInfo {
  /// What a record says of a metric. A member of the audited metric's family shares its features and does not vote on it.
  public init(_ descriptor: MetricDescriptor, votesOn audited: MetricDescriptor?) {
    func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
    self.init(
      id: descriptor.id, title: descriptor.title, unit: descriptor.unit,
      higherIsBetter: descriptor.direction == .higherIsBetter, lowest: finite(descriptor.range.lowerBound),
      highest: finite(descriptor.range.upperBound), group: descriptor.group,
      votes: descriptor.votes && audited.map { $0.family != descriptor.family } ?? false,
      justVisible: descriptor.justVisible)
  }
}

/// The program itself.
public enum Tool {
  /// Its version, as records and `--version` state it.
  public static let version = "0.1.0"
}
