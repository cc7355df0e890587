import Foundation

/// HTML and SVG as values. All text and every attribute passes the one escaping function when it is written, so no
/// section ever joins markup by hand.
indirect enum Markup {
  /// Text, escaped.
  case text(String)
  /// An element; attributes that are nil are left out.
  case element(String, KeyValuePairs<String, String?>, [Markup])
  /// Markup in a row.
  case group([Markup])
  /// An `img` whose bytes stand in the page itself.
  case embedded(KeyValuePairs<String, String?>, mediaType: String, bytes: Data)
  /// The project's own style sheet or script, as it is.
  case asset(String, [UInt8])
  /// Data for the scripts: JSON in a script element.
  case data(id: String, json: Data)

  /// Nothing.
  static let empty = Markup.group([])

  /// Writes the markup.
  func write(to output: inout String) {
    switch self {
    case .text(let text): output += XMLText.escaped(text)
    case .group(let parts): for part in parts { part.write(to: &output) }
    case .element(let name, let attributes, let children):
      Self.open(name, attributes, to: &output)
      output += ">"
      for child in children { child.write(to: &output) }
      if !Self.void.contains(name) { output += "</\(name)>" }
      if Self.endsLine.contains(name) { output += "\n" }
    case .embedded(let attributes, let mediaType, let bytes):
      Self.open("img", attributes, to: &output)
      output += " src=\"data:\(XMLText.escaped(mediaType));base64,\(bytes.base64EncodedString())\">\n"
    case .asset(let name, let bytes):
      output += "<\(name)>\n\(String(decoding: bytes, as: UTF8.self))</\(name)>\n"
    case .data(let id, let json):
      Self.open("script", ["type": "application/json", "id": id], to: &output)
      // Inside a script element only `<` can end or change what the parser reads.
      let text = String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
      output += ">\(text)</script>\n"
    }
  }

  /// The markup as text.
  var html: String {
    var output = ""
    write(to: &output)
    return output
  }

  private static func open(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, to output: inout String
  ) {
    output += "<\(name)"
    for (key, value) in attributes {
      guard let value else { continue }
      output += value.isEmpty ? " \(key)" : " \(key)=\"\(XMLText.escaped(value))\""
    }
  }

  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]
  private static let endsLine: Set<String> = [
    "meta", "title", "head", "body", "header", "main", "footer", "nav", "section", "article", "h1", "h2", "h3", "h4",
    "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "figure", "figcaption",
    "details", "summary", "div", "svg", "img",
  ]
}

/// An element with its children.
func tag(
  _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], @MarkupBuilder _ children: () -> [Markup] = { [] }
) -> Markup {
  .element(name, attributes, children())
}

/// Joins markup and text written one after the other.
@resultBuilder
enum MarkupBuilder {
  static func buildExpression(_ text: String) -> [Markup] { [.text(text)] }
  static func buildExpression(_ markup: Markup) -> [Markup] { [markup] }
  static func buildExpression(_ markup: [Markup]) -> [Markup] { markup }
  static func buildBlock(_ parts: [Markup]...) -> [Markup] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [Markup]?) -> [Markup] { part ?? [] }
  static func buildEither(first part: [Markup]) -> [Markup] { part }
  static func buildEither(second part: [Markup]) -> [Markup] { part }
  static func buildArray(_ parts: [[Markup]]) -> [Markup] { parts.flatMap { $0 } }
}
