/// The suites that ship with the program, as the text of their files.
///
/// Each file is listed by name here and in Package.swift; a test compares both with the folder.
public enum BuiltinSuites {
  /// Name → YAML text, in the order in which they are listed.
  public static let all: [(name: String, text: String)] = [
    ("quick", text(PackageResources.quick_yml)),
    ("standard", text(PackageResources.standard_yml)),
    ("thorough", text(PackageResources.thorough_yml)),
    ("blindspots", text(PackageResources.blindspots_yml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
