import Scoring

/// A gate's `cases.csv`: a row per image and rate with the changes at equal bits, then one per image over its rates.
///
/// `bounded` names the groups whose change is a bound: the number is the bound. By `allowance_below` and `allowance_above`
/// points the metric's change may be smaller or larger for reading between rates.
public enum GateCSV {
  /// The whole file; the same record gives the same bytes.
  public static func render(_ record: GateRecord) -> String {
    let panel = record.header.run.panel.map(\.id)
    let head =
      ["image", "rate", "metric", "change"] + PanelGroup.allCases.map { "change_\($0.rawValue)" } + panel
      + ["bounded", "allowance_below", "allowance_above"]
    let rows = (record.changes + record.imageChanges).map { change -> [String] in
      let allowance = change.allowances?[.metric]
      return [
        CasesCSV.path(change.image), CasesCSV.path(change.rate?.rawValue ?? ""), record.header.run.metric.id,
        "\(change.metric)",
      ] + PanelGroup.allCases.map { CasesCSV.number(change.groups[$0]) }
        + panel.map { CasesCSV.number(change.members[$0]) } + [
          PanelGroup.allCases.filter { change.bounds?[$0] != nil }.map(\.rawValue).joined(separator: " "),
          CasesCSV.number(allowance?.below), CasesCSV.number(allowance?.above),
        ]
    }
    return CasesCSV.text([head] + rows)
  }
}
