import BuiltinSuites
import Foundation

/// The suites by name, and any other by its file.
public enum SuiteLibrary {
  /// The names of the built-in suites.
  public static var names: [String] { BuiltinSuites.all.map(\.name) }

  /// The built-in suites.
  /// - Throws: `SuiteError` if one cannot be read; a test proves that none is.
  public static func builtin() throws(SuiteError) -> [Suite] {
    var suites: [Suite] = []
    for (name, text) in BuiltinSuites.all { suites.append(try SuiteReader.read(text, file: "\(name).yml")) }
    return suites
  }

  /// The suite that `--suite` names: a built-in name, or the path of a file.
  /// - Throws: `SuiteError`.
  public static func suite(_ nameOrPath: String) throws(SuiteError) -> Suite {
    if let builtin = BuiltinSuites.all.first(where: { $0.name == nameOrPath }) {
      return try SuiteReader.read(builtin.text, file: "\(nameOrPath).yml")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: nameOrPath))
    } catch {
      let known = names.joined(separator: ", ")
      throw SuiteError(
        file: nameOrPath, line: nil, reason: "is neither a built-in suite (\(known)) nor a file that can be read",
        isUnknownName: true)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw SuiteError(file: nameOrPath, line: nil, reason: "is not UTF-8 text")
    }
    return try SuiteReader.read(text, file: nameOrPath)
  }
}
