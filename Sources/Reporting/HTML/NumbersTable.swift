import AuditRecord

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
  return scrollingTable(
    label, caption: caption,
    head: head.enumerated().map { index, name in
      tag("th", ["scope": "col", "class": index < numbers.count && numbers[index] ? "n" : nil]) { name }
    }, rows: rows, region: region)
}

/// The same of plain numbers: the first column heads its row, the others are set as numbers, heading and all.
/// - Parameters:
///   - texts: the cells of each row.
///   - region: a class of the region, beside that which makes it scroll.
func numbersTable(
  _ label: String, caption: String, head: [String], texts: [[String]], region: String? = nil
) -> Markup {
  scrollingTable(
    label, caption: caption,
    head: head.enumerated().map { index, name in
      tag("th", ["scope": "col", "class": index > 0 ? "n" : nil]) { name }
    },
    rows: texts.map { $0.prefix(1).map(rowHeading) + $0.dropFirst().map(numberCell) }, region: region)
}

/// A cell with a number.
func numberCell(_ text: String) -> Markup { tag("td", ["class": "n"]) { text } }

/// A cell with a change, its interval, where it has one, in a line of its own below; empty for nil.
func intervalCell(_ change: RunSummary.Interval?, _ decimals: Int = 2) -> Markup {
  tag("td", ["class": "n"]) {
    if let change {
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

private func scrollingTable(
  _ label: String, caption: String, head: [Markup], rows: [[Markup]], region: String? = nil
) -> Markup {
  let classes = ["scroll", region].compactMap { $0 }.joined(separator: " ")
  return tag("div", ["class": classes, "tabindex": "0", "role": "region", "aria-label": label]) {
    tag("table", ["class": "numbers"]) {
      tag("caption") { caption }
      tag("thead") { tag("tr") { head } }
      tag("tbody") { for row in rows { tag("tr") { row } } }
    }
  }
}
