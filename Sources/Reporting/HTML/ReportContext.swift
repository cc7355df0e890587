import Scoring

/// What every section of a run's page looks up.
struct ReportContext {
  let record: RunRecord
  private let cases: [CaseKey: CaseRecord]
  private let entries: [String: RunHeader.AttackEntry]
  private let ladders: [String: [LadderRecord]]
  private let members: [String: MetricInfo]
  private let scoreRange: (Double, Double)

  init(_ record: RunRecord) {
    self.record = record
    cases = Dictionary(record.cases.map { ($0.measurement.key, $0) }, uniquingKeysWith: { first, _ in first })
    entries = Dictionary(record.header.attacks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    ladders = Dictionary(grouping: record.ladders, by: \.image)
    members = Dictionary(record.header.panel.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    scoreRange = Self.range(of: record)
  }

  /// What was asked.
  var header: RunHeader { record.header }
  /// The audited metric.
  var metric: MetricInfo { record.header.metric }

  /// What a case comes to, given what was asked.
  func standing(_ record: CaseRecord) -> Standing { record.standing(in: header) }

  /// The case with this key.
  func found(_ key: CaseKey) -> CaseRecord? { cases[key] }

  /// The ladders of an image, sorted by codec.
  func ladders(of image: String) -> [LadderRecord] { (ladders[image] ?? []).sorted { $0.codec < $1.codec } }

  /// The panel member with this id.
  func member(_ id: String) -> MetricInfo? { members[id] }

  /// The name people know an attack by; the suite's own name where several entries share one title. An input that could
  /// not be read has none.
  func title(ofAttack name: String?) -> String {
    guard let name else { return "input" }
    guard let entry = entries[name] else { return name }
    let sharing = header.attacks.count { $0.title == entry.title }
    return sharing > 1 ? "\(entry.title) (\(name))" : entry.title
  }

  /// Whether an attack of the suite is the control, which changes nothing.
  func isControl(_ name: String?) -> Bool { name.flatMap { entries[$0] }?.isControl ?? false }

  /// A case in words: "kodim13.png, Fidelity floor from jpeg:30".
  func title(of key: CaseKey) -> String {
    key.isInput ? key.image : "\(key.image), \(title(ofAttack: key.attack)) from \(key.start ?? "")"
  }

  /// "points" after a number of this metric, with the space before it; nothing for a pure number.
  var unit: String { metric.unitAfterNumber }

  /// A score of the audited metric.
  func score(_ value: Double) -> String { NumberText.score(value, metric.decimals) }

  /// A change of the audited metric, or inflation, with its sign.
  func change(_ value: Double) -> String { NumberText.signed(value, metric.decimals) }

  /// An amount of the audited metric without a sign and with its unit.
  func amount(_ value: Double) -> String { NumberText.fixed(value, metric.decimals) + unit }

  /// The range in which scores are drawn: what the cases span, in steps of ten, up to the metric's best value.
  func scoreAxis(start: Double, end: Double) -> Axis {
    let (lowest, highest) = scoreRange
    return metric.higherIsBetter
      ? Axis(from: lowest, to: highest, start: start, end: end)
      : Axis(from: highest, to: lowest, start: start, end: end)
  }

  private static func range(of record: RunRecord) -> (Double, Double) {
    var values: [Double] = []
    for record in record.cases {
      values += [record.measurement.start?.score, record.measurement.attacked?.score].compactMap { $0 }
      values += record.readings.compactMap { $0.implied?.value }
    }
    let axis = Axis.over(values, start: 0, end: 1)
    let metric = record.header.metric
    guard let lowest = metric.lowest, let highest = metric.highest else { return (axis.from, axis.to) }
    let step = (highest - lowest) / 10
    let from = max(lowest, lowest + ((axis.from - lowest) / step).rounded(.down) * step)
    let to = min(highest, lowest + ((axis.to - lowest) / step).rounded(.up) * step)
    return metric.higherIsBetter ? (min(from, highest - step), highest) : (lowest, max(to, lowest + step))
  }
}

extension PanelGroup {
  /// What readers call the group.
  var title: String {
    switch self {
    case .structure: "structure"
    case .fidelity: "fidelity"
    case .colour: "colour"
    case .whole: "whole picture"
    }
  }
}
