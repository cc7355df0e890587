/// One section of a page: a heading and what stands under it. Each section is a file of its own.
protocol ReportSection {
  /// The anchor of the section.
  var id: String { get }
  /// The heading.
  var title: String { get }
  /// What stands under the heading.
  var body: Markup { get }
}

extension ReportSection {
  /// The section as the page shows it.
  var markup: Markup {
    tag("section", ["id": id, "aria-labelledby": "\(id)-title"]) {
      tag("h2", ["id": "\(id)-title"]) { title }
      body
    }
  }
}
