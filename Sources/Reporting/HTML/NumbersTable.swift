/// A table of numbers that scrolls on its own on a narrow screen.
/// - Parameters:
///   - label: what the region is called for those who do not see it.
///   - rows: the cells of each row; `rowHeading` and `numberCell` make them.
func numbersTable(_ label: String, caption: String, head: [String], rows: [[Markup]]) -> Markup {
  scrollingTable(label, caption: caption, head: head.map { name in tag("th", ["scope": "col"]) { name } }, rows: rows)
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
