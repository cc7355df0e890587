/// Why another program did not do what it was asked.
struct ProgramError: Error, Equatable, CustomStringConvertible {
  /// The program, as it was named.
  let program: String
  /// What happened, in words.
  let reason: String

  /// A sentence for people.
  var description: String { "\(program): \(reason)" }
}
