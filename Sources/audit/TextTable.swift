import AuditRecord
import Foundation

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

/// "1 image", "12 images".
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// Why no interval is shown.
let noInterval = "fewer than \(RunSummary.leastImagesOfAnInterval) images have no 95 % interval"

/// A number as short as six significant digits tell it: 20, 0.075, 136.209.
func plain(_ value: Double) -> String {
  if let whole = Int(exactly: value) { return "\(whole)" }
  return String(format: "%.6g", value)
}

/// A number with a fixed number of decimals and a point, whatever the locale; "-0.0" is "0.0".
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "\(value)" }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value * scale).rounded()
  guard abs(scaled) < 9e15 else { return "\(value)" }
  let whole = Int64(abs(scaled))
  let sign = scaled < 0 ? "-" : ""
  guard decimals > 0 else { return sign + "\(whole)" }
  let part = "\(whole % Int64(scale))"
  return sign + "\(whole / Int64(scale))." + String(repeating: "0", count: decimals - part.count) + part
}
