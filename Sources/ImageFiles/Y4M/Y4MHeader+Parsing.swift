import Raster

extension Y4MHeader {
  /// Reads what follows the word YUV4MPEG2 in the first line of a stream.
  init(fields: String, file: String) throws(ImageFileError) {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: file, reason: "Y4M: " + reason) }
    guard !fields.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw error("the header holds a control character; it ends in a line feed alone")
    }
    var width: Int?
    var height: Int?
    var colour: String?
    var oldColour: String?
    var ranges: [Substring] = []
    self.init(width: 0, height: 0, chroma: .s420)
    for field in fields.split(separator: " ") {
      let value = field.dropFirst()
      switch field.first {
      case "W": width = Self.number(value)
      case "H": height = Self.number(value)
      case "C": colour = value.lowercased()
      case "I": isInterlaced = ["t", "b", "m"].contains(value)
      case "X":
        if value.hasPrefix("COLORRANGE=") { ranges.append(value.dropFirst(11)) }
        if value.hasPrefix("YSCSS=") { oldColour = value.dropFirst(6).lowercased() }
      default: break
      }
    }
    guard let width, let height else { throw error("the header does not give width and height") }
    self.width = width
    self.height = height
    let known = Set(ranges.map { $0.uppercased() })
    guard known.count <= 1 else { throw error("the header gives more than one colour range") }
    range = known.first.flatMap { CodeRange(rawValue: $0) }
    if range == nil { unknownRange = ranges.first.map { String($0.filter { $0.isASCII }.prefix(40)) } }
    // The manual page's default is 4:2:0 of 8 bits.
    let kind = colour ?? oldColour ?? "420"
    guard let (chroma, bitDepth) = Self.sampling(kind) else {
      throw error(
        "chroma “\(kind.filter { $0.isASCII && !$0.isWhitespace }.prefix(40))” is not read; 4:2:0, 4:2:2, 4:4:4 and mono of 8 to 16 bits are"
      )
    }
    self.chroma = chroma
    self.bitDepth = bitDepth
  }

  /// A number of at most nine digits and nothing else.
  private static func number(_ text: Substring) -> Int? {
    (1...9).contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
  }

  /// Sampling and bits of a C tag in lower case.
  private static func sampling(_ text: String) -> (Chroma, Int)? {
    if ["420jpeg", "420mpeg2", "420paldv"].contains(text) { return (.s420, 8) }
    for (prefix, separator, chroma) in [
      ("420", "p", Chroma.s420), ("422", "p", .s422), ("444", "p", .s444), ("mono", "", .mono),
    ] where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      if rest.isEmpty { return (chroma, 8) }
      guard rest.hasPrefix(separator), let bits = number(rest.dropFirst(separator.count)), (8...16).contains(bits)
      else {
        return nil
      }
      return (chroma, bits)
    }
    return nil
  }
}
