import CXML2
import Testing

/// An XML document as libxml2's own parser reads it: an independent reader of what the writers made.
struct ParsedXML {
  struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    var text: String
    var children: [Element]

    subscript(_ attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  let root: Element

  /// Parses strictly: anything that is not well-formed XML 1.0 is nil.
  init?(_ text: String) {
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    let parsed = Array(text.utf8).withUnsafeBytes { bytes in
      xmlReadMemory(bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, options)
    }
    guard let document = parsed else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { return nil }
    self.root = Self.element(root)
  }

  private static func string(_ bytes: UnsafePointer<xmlChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
  }

  private static func element(_ node: xmlNodePtr) -> Element {
    var attributes: [(name: String, value: String)] = []
    var property = node.pointee.properties
    while let current = property {
      var value = ""
      var part = current.pointee.children
      while let text = part {
        value += string(text.pointee.content)
        part = text.pointee.next
      }
      attributes.append((string(current.pointee.name), value))
      property = current.pointee.next
    }
    var text = ""
    var children: [Element] = []
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        children.append(element(current))
      } else if current.pointee.type == XML_TEXT_NODE {
        text += string(current.pointee.content)
      }
      child = current.pointee.next
    }
    return Element(name: string(node.pointee.name), attributes: attributes, text: text, children: children)
  }
}
