import ArgumentParser
import Testing

@testable import audit

@Suite("Help texts") struct HelpTests {
  /// The columns that help is set in where the terminal does not say; longer lines are broken.
  private let columns = 80

  private func all(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { all(below: $0) }
  }

  /// An example that was broken cannot be copied, and prose that is broken by hand is broken twice.
  @Test func examplesFitALineAndProseIsLeftToTheTerminal() {
    let commands = all(below: AuditCommand.self)
    #expect(commands.count > 15)
    for command in commands where command != AuditCommand.self {
      let lines = command.configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false)
      let name = command.configuration.commandName ?? ""
      #expect(lines.contains { $0.hasPrefix("EXAMPLE") }, "\(name) shows no example")
      for (line, next) in zip(lines, lines.dropFirst() + [""]) {
        if line.hasPrefix("  ") { #expect(line.count <= columns, "\(name): \(line)") }
        let isProse = !line.hasPrefix(" ") && !line.isEmpty && !line.hasPrefix("EXAMPLE")
        if isProse { #expect(next.isEmpty, "\(name): \(line)") }
      }
    }
  }
}
