import Reporting

/// A table in plain text: columns padded to their widest cell, numbers to the right.
struct TextTable {
  /// How a column's cells stand.
  enum Side { case left, right }

  private let sides: [Side]
  private var rows: [[String]]

  init(_ columns: [(title: String, side: Side)]) {
    sides = columns.map(\.side)
    rows = [columns.map(\.title)]
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table's lines, without spaces at their ends.
  var lines: [String] {
    let widths = sides.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (sides[column] == .left ? cell + space : space + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// A number as short as six significant digits tell it: 20, 0.075, 136.209.
func plain(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? NumberText.significant(value, 6) }
