import AuditRecord
import Foundation

/// A page of its own: one file, no request to anywhere, readable without its style sheet and scripts.
struct ReportPage {
  /// The document's title.
  var title: String
  /// What stands before the sections: the verdict.
  var head: Markup
  /// The sections; their headings make the list of contents.
  var sections: [WrittenSection]
  /// What stands at the end.
  var foot: Markup
  /// How much is there of what the page reports when something is missing.
  var unfinished: Unfinished?
  /// Data for the scripts.
  var data = Data("{}".utf8)

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
      tag("title") { (unfinished == nil ? "" : "◆ unfinished · ") + title }
      Markup.asset("style", PackageResources.report_css)
      Markup.asset("style", PackageResources.viewer_css)
    }.write(to: &output)
    output += "<body>\n"
    tag("a", ["class": "skip", "href": "#main"]) { "Skip to the results" }.write(to: &output)
    tag("nav", ["class": "contents", "aria-label": "Contents"]) {
      tag("ul") {
        for entry in sections { tag("li") { tag("a", ["href": "#\(entry.id)"]) { entry.title } } }
      }
    }.write(to: &output)
    output += "<main id=\"main\">\n"
    UnfinishedWords.banner(unfinished)?.write(to: &output)
    head.write(to: &output)
    for section in sections { output += section.html }
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
  /// The head of a page: what it is of, what came out, and more words, beside a figure.
  static func verdict(
    _ standing: String? = nil, overline: String, title: String, figure: Markup? = nil,
    @MarkupBuilder words: () -> [Markup]
  ) -> Markup {
    tag("header", ["class": ["verdict", standing].compactMap { $0 }.joined(separator: " ")]) {
      tag("div", ["class": "words"]) {
        tag("p", ["class": "overline"]) { overline }
        tag("h1") { title }
        words()
      }
      if let figure { figure }
    }
  }

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
