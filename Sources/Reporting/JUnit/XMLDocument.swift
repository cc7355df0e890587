import CXML2

/// A small XML document, written by libxml2.
struct XMLElement {
  /// The element's name.
  var name: String
  /// Attributes in the order in which they are written.
  var attributes: [(name: String, value: String)] = []
  /// Text before the children; empty for none.
  var text = ""
  /// Child elements in order.
  var children: [XMLElement] = []

  /// The document with this element as its root: UTF-8, indented, characters outside XML 1.0 dropped.
  /// - Returns: nil only when libxml2 has no memory.
  func document() -> String? {
    guard let buffer = xmlBufferCreate() else { return nil }
    defer { xmlBufferFree(buffer) }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else { return nil }
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
    write(to: writer)
    xmlTextWriterEndDocument(writer)
    // Freeing the writer flushes it into the buffer.
    xmlFreeTextWriter(writer)
    guard let bytes = xmlBufferContent(buffer) else { return nil }
    let count = Int(xmlBufferLength(buffer))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private func write(to writer: xmlTextWriterPtr) {
    xmlTextWriterStartElement(writer, XMLText.characters(of: name))
    for attribute in attributes {
      xmlTextWriterWriteAttribute(writer, attribute.name, XMLText.characters(of: attribute.value))
    }
    if !text.isEmpty { xmlTextWriterWriteString(writer, XMLText.characters(of: text)) }
    for child in children { child.write(to: writer) }
    xmlTextWriterEndElement(writer)
  }
}
