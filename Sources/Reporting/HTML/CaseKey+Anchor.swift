import AuditRecord

extension CaseKey {
  /// The case's anchor in a page: image, start and attack, the same in every run, so that a link to a case keeps its
  /// meaning and says it.
  ///
  /// Letters, digits, `.` and `-` stand for themselves, every other byte is `_` and two hexadecimal digits, and `~` parts
  /// the three: two cases never share an anchor, and none holds what an address would escape.
  var anchor: String { "c-" + [image, start ?? "", attack ?? ""].map(CaseKey.portable).joined(separator: "~") }

  private static func portable(_ name: String) -> String {
    name.utf8.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-": text.unicodeScalars.append(scalar)
      default: text += (byte < 16 ? "_0" : "_") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
