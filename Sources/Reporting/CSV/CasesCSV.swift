import Scoring

/// `cases.csv`: a row a case, sorted by key; the same record gives the same bytes.
///
/// Fields are quoted as RFC 4180 says, lines end in a line feed. Numbers carry the digits that read back to the same
/// bits; a missing value is an empty field. `bounded` names the groups whose inflation is a bound: the number is the bound.
public enum CasesCSV {
  /// The columns before the panel's.
  static let leadingColumns =
    ["image", "start", "attack", "metric", "score_start", "score", "implied", "inflation"]
    + PanelGroup.allCases.map { "inflation_\($0.rawValue)" } + ["verdict"]

  /// The whole file.
  public static func render(cases: [CaseRecord], header: RunHeader) -> String {
    let sorted = cases.sorted { $0.measurement.key < $1.measurement.key }
    return text(
      [leadingColumns + header.panel.map(\.id) + ["bounded", "reason"]] + sorted.map { row($0, header: header) })
  }

  /// The lines of a file, their fields quoted where they must be.
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func row(_ record: CaseRecord, header: RunHeader) -> [String] {
    let measurement = record.measurement
    var fields = [
      path(measurement.key.image), path(measurement.key.start ?? ""), sentence(measurement.key.attack ?? ""),
      header.metric.id,
      number(measurement.start?.score), number(measurement.attacked?.score), number(record.implied),
      number(record.inflation),
    ]
    fields += PanelGroup.allCases.map { number(record.inflationByGroup[$0]) }
    fields.append(record.verdict.rawValue)
    fields += header.panel.map { number(measurement.attacked?.panel[$0.id]) }
    fields.append(PanelGroup.allCases.filter { record.bounded?[$0] != nil }.map(\.rawValue).joined(separator: " "))
    fields.append(sentence(CaseWords.reason(record, header: header) ?? ""))
    return fields
  }

  static func number(_ value: Double?) -> String {
    value.map { "\($0)" } ?? ""
  }

  /// A spreadsheet takes a field that begins with one of these for a formula, quoted or not.
  private static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\t\r\n".unicodeScalars.contains(first)
  }

  /// `./=x.png` is the same file as `=x.png`, and no formula.
  static func path(_ text: String) -> String {
    looksLikeFormula(text) ? "./" + text : text
  }

  private static func sentence(_ text: String) -> String {
    looksLikeFormula(text) ? " " + text : text
  }

  private static func quoted(_ field: String) -> String {
    let special = field.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard special else { return field }
    var result = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
