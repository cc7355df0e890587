/// Text as XML and HTML may carry it.
public enum XMLText {
  /// Keeps the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets) and drops the others: no reader accepts
  /// control characters, and neither libxml2's writer nor Foundation removes them.
  public static func characters(of text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: kept.append(scalar)
      default: break
      }
    }
    return String(kept)
  }

  /// `text` for element content and quoted attributes: XML 1.0 characters with markup escaped.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for character in characters(of: text).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
