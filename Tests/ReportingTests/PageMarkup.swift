import Testing

/// The tags of a page as a strict reader sees them: a check of the writer that shares nothing with it.
struct PageMarkup {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Names of the elements around it, the outermost first.
    var around: [String]
    /// The text directly and indirectly inside, entities unread.
    var text = ""
  }

  private(set) var elements: [Element] = []
  /// What is wrong with the markup; empty for a page that nests properly.
  private(set) var faults: [String] = []

  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]

  init(_ html: String) {
    // Bytes, since strings are slow to walk; markup is ASCII.
    let bytes = Array(html.utf8)
    var open: [Int] = []
    var position = html.hasPrefix("<!DOCTYPE html>") ? 15 : 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      add(bytes[position..<start], to: open)
      guard let end = Self.end(of: bytes, from: start + 1) else {
        faults.append("a tag without an end: \(Self.text(bytes[start...].prefix(40)))")
        return
      }
      let tag = Self.text(bytes[(start + 1)..<end])
      position = end + 1
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if let last = open.last, elements[last].name == name {
          open.removeLast()
        } else {
          faults.append("</\(name)> closes \(open.last.map { elements[$0].name } ?? "nothing")")
        }
        continue
      }
      var element = Self.element(tag, &faults)
      element.around = open.map { elements[$0].name }
      elements.append(element)
      if Self.void.contains(element.name) { continue }
      open.append(elements.count - 1)
      // The content of these is no markup.
      if element.name == "script" || element.name == "style" {
        guard let close = bytes[position...].firstRange(of: Array("</\(element.name)>".utf8)) else {
          faults.append("<\(element.name)> is never closed")
          return
        }
        elements[elements.count - 1].text = Self.text(bytes[position..<close.lowerBound])
        position = close.lowerBound
      }
    }
    faults += open.map { "<\(elements[$0].name)> is never closed" }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private mutating func add(_ bytes: ArraySlice<UInt8>, to open: [Int]) {
    let text = Self.text(bytes)
    for index in open.suffix(6) { elements[index].text += text }
  }

  /// The `>` of a tag, not one inside a quoted attribute.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var quoted = false
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ">") where !quoted: return index
      case UInt8(ascii: "<"): return nil
      default: break
      }
    }
    return nil
  }

  private static func element(_ tag: String, _ faults: inout [String]) -> Element {
    // `name key="value" key`: quotes are doubled by nobody, so the text between them is every second part.
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    var words: [Substring] = []
    var attributes: [String: String] = [:]
    func keep(_ key: Substring, _ value: Substring) {
      if attributes.updateValue(String(value), forKey: String(key)) != nil {
        faults.append("\(key) stands twice in <\(tag.prefix(60))>")
      }
    }
    for (index, part) in parts.enumerated() {
      if index % 2 == 1 {
        guard let key = words.popLast(), key.hasSuffix("=") else {
          faults.append("a value without a name in <\(tag.prefix(60))>")
          continue
        }
        keep(key.dropLast(), part)
      } else {
        if index > 0, !part.isEmpty, !part.hasPrefix(" ") { faults.append("no space in <\(tag.prefix(60))>") }
        words += part.split(separator: " ")
      }
    }
    for word in words.dropFirst() { keep(word, "") }
    return Element(name: words.first.map(String.init) ?? "", attributes: attributes, around: [])
  }
}
