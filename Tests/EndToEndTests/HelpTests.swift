import ArgumentParser
import Foundation
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
        if line.hasPrefix("  ") { #expect(line.count < columns, "\(name): \(line)") }
        let isProse = !line.hasPrefix(" ") && !line.isEmpty && !line.hasPrefix("EXAMPLE")
        if isProse { #expect(next.isEmpty, "\(name): \(line)") }
      }
    }
  }

  /// What an example says beside the command is a comment of the shell, and what is left is understood.
  @Test func examplesCanBeCopied() throws {
    var count = 0
    for command in all(below: AuditCommand.self) {
      let joined = command.configuration.discussion.replacing(/\\\n */, with: "")
      for line in joined.split(separator: "\n") where line.hasPrefix("  audit ") {
        let example = line.split(separator: "#", maxSplits: 1)[0].trimmingCharacters(in: .whitespaces)
        #expect(!example.contains("  "), "\(line)")
        let words = example.matches(of: /'([^']*)'|[^' ]+/).dropFirst().map { $0.1.map(String.init) ?? String($0.0) }
        _ = try AuditCommand.parseAsRoot(Array(words))
        count += 1
      }
    }
    #expect(count > 40)
  }

  /// A default that depends on the machine is told in words.
  @Test func helpIsTheSameOnEveryMachine() {
    for command in all(below: AuditCommand.self) where command.configuration.commandName != "train" {
      guard command.configuration.commandName != "finetune" else { continue }
      let help = command.helpMessage(columns: 200)
      let jobs = help.split(separator: "\n").filter { $0.contains("--jobs <n>  ") }
      #expect(jobs.allSatisfy { $0.contains("one per core") }, "\(jobs)")
    }
  }
}
