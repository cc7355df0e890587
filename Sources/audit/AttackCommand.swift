import ArgumentParser
import AuditRunner
import QualityMetrics
import Reporting
import RunStorage

/// `audit attack`: one attack on one image.
struct AttackCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Attacks one image and writes what came of it.",
    discussion: """
      EXAMPLES
        audit attack photo.png --metric vmafneg --attack fidelity-floor -o out.png
        audit attack photo.png --metric vmafneg --attack unsharp --start webp:75 \\
          -o sharpened.png
        audit attack photo.png --metric vmafneg --attack fidelity-floor \\
          --parameter floor=2 -o attacked.png
      """)

  @Argument(help: "The reference image.")
  var image: String

  @Option(help: ArgumentHelp("The metric under attack.", valueName: "id"))
  var metric: String

  @Option(help: ArgumentHelp("The attack (see `audit list attacks`).", valueName: "id"))
  var attack: String

  @Option(
    help: ArgumentHelp(
      "What to begin from: reference, jpeg:Q, webp:Q, wavelet:Q, or an image file (default: jpeg:30, or reference).",
      valueName: "spec"))
  var start: String?

  @Option(help: ArgumentHelp("A parameter of the attack; may be repeated.", valueName: "name=value"))
  var parameter: [String] = []

  @OptionGroup var seeds: SeedOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "png"))
  var output: String

  func validate() throws {
    guard output.lowercased().hasSuffix(".png") else {
      throw ValidationError("--output \(output): the attacked picture is written as PNG; give a name that ends in .png")
    }
  }

  func perform() throws -> Ending {
    let audited = try audit.metric(metric)
    let outcome = try SingleAttack.run(
      attack, parameters: try parameters(), on: image, from: try start.map { try StartSpec($0) }, metric: audited,
      seed: seeds.seed, to: output)
    let unit = audited.descriptor.unit.isEmpty ? "" : " \(audited.descriptor.unit)"
    let change = outcome.after - outcome.before
    Output.line("\(metric) before  \(NumberText.fixed(outcome.before, 4))\(unit)")
    let sign = change < 0 ? "" : "+"
    Output.line(
      "\(metric) after   \(NumberText.fixed(outcome.after, 4))\(unit) (\(sign)\(NumberText.fixed(change, 4)))")
    for (name, value) in outcome.chosen.sorted(by: { $0.key < $1.key }) { Output.line("\(name) \(plain(value))") }
    for note in outcome.notes { Output.line("note: \(note)") }
    Output.line("Wrote \(output)")
    return .done
  }

  private func parameters() throws -> [String: Double] {
    var values: [String: Double] = [:]
    for text in parameter {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw AuditError.usage("--parameter takes NAME=NUMBER, not \"\(text)\"")
      }
      values[String(parts[0])] = value
    }
    return values
  }
}
