import Scoring

/// A gate's `cases.csv`: a row per image and rate with the changes at equal bits, then one per image over its rates.
public enum GateCSV {
  /// The whole file; the same record gives the same bytes.
  public static func render(_ record: GateRecord) -> String {
    let panel = record.header.run.panel.map(\.id)
    let head =
      ["image", "rate", "metric", "change"] + PanelGroup.allCases.map { "change_\($0.rawValue)" } + panel
    let rows = (record.changes + record.imageChanges).map { change in
      [
        CasesCSV.path(change.image), CasesCSV.path(change.rate?.rawValue ?? ""), record.header.run.metric.id,
        "\(change.metric)",
      ] + PanelGroup.allCases.map { CasesCSV.number(change.groups[$0]) }
        + panel.map { CasesCSV.number(change.members[$0]) }
    }
    return CasesCSV.text([head] + rows)
  }
}
