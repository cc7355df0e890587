import BuiltinSuites
import Foundation
import RunStorage

/// The suites by name, and any other by its file.
public enum SuiteLibrary {
  /// The names of the built-in suites.
  public static var names: [String] { BuiltinSuites.all.map(\.name) }

  /// The built-in suites.
  /// - Throws: `AuditError.input` if one cannot be read; a test proves that none is.
  public static func builtin() throws(AuditError) -> [Suite] {
    var suites: [Suite] = []
    for (name, text) in BuiltinSuites.all { suites.append(try SuiteReader.read(text, file: "\(name).yml")) }
    return suites
  }

  /// The suite that `--suite` names: a built-in name, or the path of a file.
  /// - Throws: `AuditError.input`.
  public static func suite(_ nameOrPath: String) throws(AuditError) -> Suite {
    if let builtin = BuiltinSuites.all.first(where: { $0.name == nameOrPath }) {
      return try SuiteReader.read(builtin.text, file: "\(nameOrPath).yml")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: nameOrPath))
    } catch {
      let known = names.joined(separator: ", ")
      throw AuditError.usage(nameOrPath, "is neither a built-in suite (\(known)) nor a file that can be read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw AuditError.input(nameOrPath, "is not UTF-8 text")
    }
    return try SuiteReader.read(text, file: nameOrPath)
  }
}
