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

/// A section that is made at once.
struct RecordSection: ReportSection {
  let id: String
  let title: String
  let body: Markup

  /// - Parameter body: what stands under the heading, which it is given.
  init(_ id: String, _ title: String, body: (_ title: String) -> Markup) {
    self.id = id
    self.title = title
    self.body = body(title)
  }
}

/// A section as it was written.
struct WrittenSection {
  let id: String
  let title: String
  let html: String

  init(_ section: any ReportSection) {
    id = section.id
    title = section.title
    html = section.markup.html
  }
}
