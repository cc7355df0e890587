import Scoring

/// A table of numbers that scrolls on its own on a narrow screen.
/// - Parameters:
///   - label: what the region is called for those who do not see it.
///   - rows: the cells of each row; `rowHeading`, `numberCell`, `intervalCell` and `textCell` make them. A heading stands
///     where its column's numbers do.
///   - region: a class of the region, beside that which makes it scroll.
func numbersTable(
  _ label: String, caption: String, head: [String], rows: [[Markup]], region: String? = nil
) -> Markup {
  let numbers = rows.first?.map(\.isNumberCell) ?? []
  let classes = ["scroll", region].compactMap { $0 }.joined(separator: " ")
  return tag("div", ["class": classes, "tabindex": "0", "role": "region", "aria-label": label]) {
    table(
      ["class": "numbers"], caption: caption,
      head: head.enumerated().map { index, name in
        TableHead(name, isNumber: index < numbers.count && numbers[index])
      }, rows: rows.map { cells in tag("tr") { cells } })
  }
}

/// What stands over a column.
struct TableHead {
  let name: String
  /// Whether it stands where the column's numbers do.
  let isNumber: Bool
  /// What the scripts sort the column by.
  var sort: String?

  init(_ name: String, isNumber: Bool = false, sort: String? = nil) {
    self.name = name
    self.isNumber = isNumber
    self.sort = sort
  }
}

/// A table with its heads and its rows.
func table(
  _ attributes: KeyValuePairs<String, String?>, caption: String? = nil, head: [TableHead], rows: [Markup]
) -> Markup {
  tag("table", attributes) {
    if let caption { tag("caption") { caption } }
    tag("thead") {
      tag("tr") {
        for column in head {
          tag("th", ["scope": "col", "class": column.isNumber ? "n" : nil, "data-sort": column.sort]) { column.name }
        }
      }
    }
    tag("tbody") { rows }
  }
}

/// The same of plain numbers: the first column heads its row, the others are set as numbers, heading and all.
func numbersTable(
  _ label: String, caption: String, head: [String], texts: [[String]], region: String? = nil
) -> Markup {
  let rows = texts.map { $0.prefix(1).map(rowHeading) + $0.dropFirst().map(numberCell) }
  return numbersTable(label, caption: caption, head: head, rows: rows, region: region)
}

/// A cell with a number.
func numberCell(_ text: String) -> Markup { tag("td", ["class": "n"]) { text } }

/// A cell with a change, its interval, where it has one, in a line of its own below; empty for nil.
func intervalCell(_ change: RunSummary.Interval?, _ decimals: Int = 2, bound: InflationBound? = nil) -> Markup {
  tag("td", ["class": "n"]) {
    if let change {
      bound?.sign ?? ""
      NumberText.signed(change.value, decimals)
      if let ends = change.ends {
        tag("span", ["class": "second"]) {
          " \(NumberText.signed(ends.lower, decimals)) … \(NumberText.signed(ends.upper, decimals))"
        }
      }
    }
  }
}

/// A cell with a sentence, which may take several lines.
func textCell(_ text: String) -> Markup { tag("td", ["class": "text"]) { text } }

extension Markup {
  /// Whether it is a cell with a number.
  fileprivate var isNumberCell: Bool {
    guard case .element("td", let attributes, _) = self else { return false }
    return attributes.contains { $0.key == "class" && $0.value == "n" }
  }
}

/// The cell that heads a row.
func rowHeading(_ text: String) -> Markup { tag("th", ["scope": "row"]) { text } }

/// A cell of changes for each group of the panel, in its order; empty where a group cannot tell.
func groupCells(_ changes: [PanelGroup: Double], bounded: [PanelGroup: InflationBound]? = nil) -> [Markup] {
  PanelGroup.allCases.map { group in
    numberCell(changes[group].map { (bounded?[group]?.sign ?? "") + NumberText.signed($0, 2) } ?? "")
  }
}

/// A list of what was asked, measured or used, each with its name.
func factsList(_ facts: [(String, String)]) -> Markup {
  tag("dl", ["class": "facts"]) {
    for (name, value) in facts {
      tag("div") {
        tag("dt") { name }
        tag("dd") { value }
      }
    }
  }
}
