import ArgumentParser
import AuditRunner
import Foundation

/// The root of the command line.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Finds out whether a quality metric's score was earned.",
    discussion: """
      Attacks the metric on your photographs, measures with independent reference metrics by how many points a score can \
      be inflated, and writes a report. Without a subcommand it runs `audit run`:

      \(optionsOfRun)
      EXAMPLES
        audit --metric vmafneg photographs/
        audit --metric vmafneg                   # on the built-in scenes
        audit score original.png decoded.png --metric vmafneg --metric ssim
        audit attack photo.png --metric vmafneg --attack unsharp -o out.png
        audit gate --reference originals/ --baseline old/ --candidate new/
        audit calibrate-gate --readings readings.json -o bands.json
        audit fusion --metric vmafneg photographs/
        audit losses photographs/
        audit codec evaluate photographs/
        audit list metrics
        audit render Reports/vmafneg-quick --format html
        audit merge part1 part2 -o Reports/whole
        audit verify Reports/vmafneg-quick
        audit trend Reports/october Reports/november

      EXIT STATUS
        0   done, and within every limit that was asked for
        1   a limit given on the command line was exceeded
        64  wrong usage
        65  input that cannot be used
        70  a fault of the program
        74  the disk
      """,
    version: Tool.version,
    subcommands: [
      RunCommand.self, ScoreCommand.self, AttackCommand.self, GateCommand.self, CalibrateGateCommand.self,
      FusionCommand.self, LossesCommand.self, ListCommand.self, RenderCommand.self, LearnedCodecCommand.self,
      MergeCommand.self, VerifyCommand.self, TrendCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  /// What is wrong with the first word of the command line; nil when it is an option, a subcommand, or a path.
  ///
  /// Without this a mistyped subcommand would be taken for a dataset of `audit run`.
  static func complaint(about word: String) -> String? {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !word.hasPrefix("-"), !known.contains(word), word != "help", !FileManager.default.fileExists(atPath: word)
    else { return nil }
    return "there is no subcommand \"\(word)\", and no file or folder of that name "
      + "(subcommands: \(known.joined(separator: ", ")); see audit --help)"
  }

  /// The arguments and options of `audit run`, as its own help shows them.
  private static var optionsOfRun: String {
    let help = RunCommand.helpMessage(columns: 80)
    guard let first = help.range(of: "ARGUMENTS:") else { return help }
    return String(help[first.lowerBound...])
  }
}
