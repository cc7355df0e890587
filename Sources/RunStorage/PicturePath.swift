/// Where the pictures of a record are: `images/IMAGE/NAME.png`, relative to its folder.
///
/// The rule is one for every kind of record, stable, and injective: two names never share a path, and any file system and any
/// browser takes it. Letters, digits, `.`, `-` and `_` stand for themselves, `+` for a blank, `~` for a colon; any other byte
/// is `=` and two hexadecimal digits, and so is a full stop that would begin the name of a file or folder. What is longer than
/// such a name may be goes on in a folder below, whose parent's name ends in `=`.
public enum PicturePath {
  /// The folder of an image's pictures.
  public static func folder(of image: String) -> String { "\(RunFile.pictures)/\(component(image))" }

  /// The path of a picture.
  /// - Parameters:
  ///   - image: the image's name in the reports.
  ///   - name: what the picture is, for example `jpeg:30` or `pgd-linf from jpeg:30`.
  public static func path(image: String, _ name: String) -> String { "\(folder(of: image))/\(component(name)).png" }

  /// Whether a path of a record, which may come from elsewhere, can be one of those above: within the folder, and without a
  /// character that a report would read as something else.
  static func isOwn(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 2 && parts[0] == RunFile.pictures && path.hasSuffix(".png")
      && parts.allSatisfy { part in !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy(isPlain) }
  }

  /// Whether a byte is one of those that paths are made of.
  private static func isPlain(_ byte: UInt8) -> Bool { standsForItself(byte) || "+~=".utf8.contains(byte) }

  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }

  /// What the name of a folder ends in that holds the rest of a long name.
  static let continuation = "="

  /// The longest part of a name that one folder holds.
  private static let longest = 180

  private static func component(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var parts = [""]
    for byte in name.utf8 {
      let text: String
      switch byte {
      case UInt8(ascii: ".") where [0, longest].contains(parts[parts.count - 1].utf8.count): text = "=2E"
      case _ where standsForItself(byte): text = String(UnicodeScalar(byte))
      case UInt8(ascii: " "): text = "+"
      case UInt8(ascii: ":"): text = "~"
      default: text = "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
      if parts[parts.count - 1].utf8.count + text.utf8.count > longest { parts.append("") }
      parts[parts.count - 1] += text
    }
    return parts.joined(separator: "\(continuation)/")
  }
}
