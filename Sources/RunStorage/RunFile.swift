import AuditRecord

/// The names of a record's files in its folder.
public enum RunFile: String, CaseIterable, Sendable {
  /// What was asked: a `RunHeader`.
  case run = "run.json"
  /// One line a piece of work, in order of completion.
  case cases = "cases.jsonl"
  /// One `LadderRecord` a line, in order of completion.
  case ladders = "ladders.jsonl"
  /// The whole record of an audit, a gate or a demonstration.
  case record = "audit.json"
  /// The whole record of a comparison of losses.
  case losses = "losses.json"
  /// The whole record of a look at a fusion.
  case fusion = "fusion.json"
  /// The whole record of a codec's evaluation.
  case evaluation = "evaluation.json"
  /// A row a case.
  case table = "cases.csv"
  /// The report for CI.
  case junit = "junit.xml"
  /// The report for people.
  case page = "index.html"

  /// The files that are made from the record.
  public static let reports: [RunFile] = [.record, .losses, .fusion, .evaluation, .table, .junit, .page]

  /// The folder of pictures.
  public static let pictures = "images"
}

extension RecordKind {
  /// The file that holds the whole record.
  public var recordFile: RunFile {
    switch self {
    case .audit, .gate, .demonstration: return .record
    case .losses: return .losses
    case .fusion: return .fusion
    case .evaluation: return .evaluation
    }
  }
}
