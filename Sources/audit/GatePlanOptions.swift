import ArgumentParser
import AuditRecord
import Reporting
import RunStorage
import Scoring

/// `audit gate --plan`: what a gate could find, before anything is encoded.
struct GatePlanOptions: ParsableArguments {
  @Flag(
    help: "Say how many photographs and rates a gate needs, from how honest builds differ. Nothing is encoded or read.")
  var plan = false

  @Option(help: ArgumentHelp("With --plan: the effect that shall be found.", valueName: "points"))
  var effect: Double?

  @Option(help: ArgumentHelp("With --plan: so many photographs (default: several numbers).", valueName: "n"))
  var photographs: Int?

  @Option(help: ArgumentHelp("With --plan: so many rates a side (default: all that were measured).", valueName: "n"))
  var rates: Int?

  @Option(help: "With --plan: how to print.")
  var format = OutputFormat.text

  func validate() throws {
    if let effect, !effect.isFinite || effect <= 0 { throw ValidationError("--effect must be a number above 0") }
    for (name, value) in [("photographs", photographs), ("rates", rates)] {
      if let value, value < 1 { throw ValidationError("--\(name) must be at least 1") }
    }
    if !plan, effect != nil || photographs != nil || rates != nil || format != .text {
      throw ValidationError("--effect, --photographs, --rates and --format go with --plan")
    }
  }

  /// Prints the plan of a gate with these limits.
  /// - Throws: `AuditError.usage` where nothing is known to plan by.
  func carryOut(_ bands: GateBands, metric: String) throws -> Ending {
    guard let measured = bands.null?.byRates, let least = measured.map(\.rates).min() else {
      throw AuditError.usage(
        "nothing is known of how honest builds differ in \(metric): fit limits with audit calibrate-gate, and give them "
          + "as --bands")
    }
    if let rates, rates < least {
      throw AuditError.usage("--rates \(rates): builds are compared between rates from \(least) a side")
    }
    guard let plan = GatePlan(bands, effect: effect, images: photographs, rates: rates) else {
      throw AuditError.fault("no plan for \(metric)")
    }
    switch format {
    case .json: Output.document(String(decoding: try RecordJSON.document(plan), as: UTF8.self))
    case .text: Output.lines(GatePlanText.lines(plan))
    }
    return .done
  }
}

/// What `audit gate --plan` prints.
enum GatePlanText {
  static func lines(_ plan: GatePlan) -> [String] {
    var table = TextTable([
      ("photographs", .right), ("rates a side", .right), ("smallest rise", .right), ("smallest gaming", .right),
    ])
    for cell in plan.cells {
      table.add([
        "\(cell.images)", "\(cell.rates)", NumberText.fixed(cell.rise, 2),
        cell.gaming.map { NumberText.fixed($0, 2) } ?? "–",
      ])
    }
    return table.lines + [""] + GatePlanWords.sentences(plan)
  }
}
