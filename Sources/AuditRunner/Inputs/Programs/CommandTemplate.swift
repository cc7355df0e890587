import RunStorage

/// A command line with placeholders, for a program that is run without a shell.
///
/// It is split into words at white space; single and double quotes keep words together and a backslash takes the next
/// character as it is. Placeholders are replaced inside words, after splitting, so that no path can become several words.
enum CommandTemplate {
  /// The words of a template.
  /// - Parameter placeholders: those that it has to have.
  /// - Throws: `AuditError.usage` for a quote that does not end, no word at all, a placeholder that is missing, or a program
  ///   that is not there.
  static func words(_ template: String, with placeholders: [String]) throws(AuditError) -> [String] {
    let words = try split(template)
    for name in placeholders where !words.contains(where: { $0.contains(name) }) {
      throw AuditError.usage("the command \"\(template)\" lacks \(name)")
    }
    guard ProgramStart.file(of: words[0]) != nil else {
      throw AuditError.usage("the command \"\(template)\": \(words[0]): \(ProgramStart.whyNot(words[0]))")
    }
    return words
  }

  /// - Returns: at least one word.
  private static func split(_ template: String) throws(AuditError) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var escaped = false
    for character in template {
      if escaped {
        word = (word ?? "") + String(character)
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !escaped else { throw AuditError.usage("the command \"\(template)\" ends within a quote") }
    if let done = word { words.append(done) }
    guard !words.isEmpty else { throw AuditError.usage("the command is empty") }
    return words
  }

  /// The words with their placeholders filled in; one pass, so that a value that holds a placeholder stays as it is.
  /// - Parameter values: placeholder, such as `{input}`, → what stands for it.
  static func filled(_ words: [String], _ values: [String: String]) -> [String] {
    words.map { word in
      var result = ""
      var rest = word[...]
      while !rest.isEmpty {
        if let (name, value) = values.first(where: { rest.hasPrefix($0.key) }) {
          result += value
          rest = rest.dropFirst(name.count)
        } else {
          result.append(rest.removeFirst())
        }
      }
      return result
    }
  }
}
