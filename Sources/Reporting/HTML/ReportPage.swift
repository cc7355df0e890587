import Foundation

/// A page of its own: one file, no request to anywhere, readable without its style sheet and scripts.
struct ReportPage {
  /// The document's title.
  var title: String
  /// What stands before the sections: the verdict.
  var head: Markup
  /// Anchor and heading of each section, for the list of contents.
  var contents: [(id: String, title: String)]
  /// The sections, written already.
  var sections: [String]
  /// What stands at the end.
  var foot: Markup
  /// Data for the scripts.
  var data: Data

  /// The whole document.
  var html: String {
    var output = "<!DOCTYPE html>\n<html lang=\"en\">\n"
    tag("head") {
      tag("meta", ["charset": "utf-8"])
      tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      tag("meta", ["name": "color-scheme", "content": "light dark"])
      tag("meta", ["name": "referrer", "content": "no-referrer"])
      // The page asks nobody for anything; should an error of ours try, the browser refuses.
      tag(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; img-src data: 'self' file:; style-src 'unsafe-inline'; "
            + "script-src 'unsafe-inline'",
        ])
      tag("title") { title }
      Markup.asset("style", PackageResources.report_css)
      Markup.asset("style", PackageResources.viewer_css)
    }.write(to: &output)
    output += "<body>\n"
    tag("a", ["class": "skip", "href": "#main"]) { "Skip to the results" }.write(to: &output)
    tag("nav", ["class": "contents", "aria-label": "Contents"]) {
      tag("ul") {
        for entry in contents { tag("li") { tag("a", ["href": "#\(entry.id)"]) { entry.title } } }
      }
    }.write(to: &output)
    output += "<main id=\"main\">\n"
    head.write(to: &output)
    for section in sections { output += section }
    output += "</main>\n"
    foot.write(to: &output)
    Markup.data(id: "cases-data", json: data).write(to: &output)
    Markup.asset("script", PackageResources.report_js).write(to: &output)
    Markup.asset("script", PackageResources.viewer_js).write(to: &output)
    output += "</body>\n</html>\n"
    return output
  }
}

extension ReportPage {
  /// The end of a page: what made it, and which files beside it hold its numbers.
  /// - Parameters:
  ///   - maker: the version of the program, and what the page was made from.
  ///   - files: names of files in the page's folder.
  static func foot(madeBy maker: String, numbersIn files: [String]) -> Markup {
    tag("footer") {
      tag("p") {
        "Made by audit \(maker). The numbers are in "
        for (index, file) in files.enumerated() {
          if index > 0 { " and " }
          tag("a", ["href": file]) { file }
        }
        " beside this page."
      }
    }
  }

  /// The files of a run's folder that hold its numbers.
  static let runFiles = ["cases.csv", "audit.json"]
}
