import ArgumentParser
import AuditRunner
import Raster
import Reporting
import Scoring

/// `audit calibrate-gate`: the limits of a gate from honest changes.
struct CalibrateGateCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate-gate",
    abstract:
      "Fits a gate's limits to honest changes between builds of codecs, and says how often they are called gamed.",
    discussion: """
      VARIANTS is a CSV file with the columns variant,codec,kind (kind: honest, or gaming:BASELINE). RUNS holds the folder \
      of an `audit gate` for each variant, with the variant as its candidate. Scripts/gate-bands makes both.

      EXAMPLES
        audit calibrate-gate null/variants.csv --runs null/runs -o bands.json
        audit gate --reference originals/ --baseline old/ --candidate new/ \\
          --bands bands.json
      """)

  @Argument(help: "The table of variants.")
  var variants: String

  @Option(help: ArgumentHelp("The folder of the gates.", valueName: "dir"))
  var runs: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The file of limits to write.", valueName: "json"))
  var output: String?

  @Option(help: ArgumentHelp("The smallest rise of the metric that counts.", valueName: "points"))
  var metricRise = 0.1

  @Option(help: ArgumentHelp("The smallest rise of a group that counts.", valueName: "points"))
  var groupRise = 0.05

  @Option(help: ArgumentHelp("The share of honest changes that a rule may call.", valueName: "share"))
  var target = 0.03

  @Option(
    help: ArgumentHelp(
      "Judge each change on so many random parts of the images and rates, too (honest ones on a tenth as many).",
      valueName: "n"))
  var draws = 0

  @OptionGroup var seeds: SeedOptions

  func validate() throws {
    guard metricRise >= 0, groupRise >= 0, metricRise.isFinite, groupRise.isFinite else {
      throw ValidationError("--metric-rise and --group-rise must be numbers of at least 0")
    }
    guard draws >= 0 else { throw ValidationError("--draws must be at least 0") }
    guard target >= 0, target < 1 else { throw ValidationError("--target must be at least 0 and below 1") }
  }

  func perform() throws -> Ending {
    let corpus = try NullCorpus.load(table: variants, runs: runs)
    let calibration = GateCalibration(metricRise: metricRise, groupRise: groupRise, target: target)
    var random = SeededRandom(seed: seeds.seed, label: "calibrate-gate")
    let result = calibration.fit(corpus.builds, header: corpus.header, random: &random)
    var header = corpus.header
    header.bands = result.bands
    header.maxRegression = nil
    for line in CalibrationText.lines(result, header: header) { print(line) }
    for (name, baseline, candidate) in corpus.gaming {
      let judgement = calibration.judgement(from: baseline, to: candidate, header: header, random: &random)
      print("gaming \(name): \(GateWords.message(judgement, header: header))")
    }
    if draws > 0 {
      let counts = [1, 2, 3, 4, 6, 8, 12]
      let honest = calibration.power(
        corpus.builds, images: counts, draws: max(1, draws / 10), header: header, random: &random)
      for line in CalibrationText.power("honest changes", honest) { print(line) }
      for (name, baseline, candidate) in corpus.gaming {
        let power = GatePower.of(
          from: baseline, to: candidate, images: counts, draws: draws, header: header, random: &random)
        for line in CalibrationText.power("gaming \(name)", power) { print(line) }
      }
    }
    if let output {
      try GateBandsFile.write(result.bands, to: output)
      print("Wrote \(output)")
    }
    return .done
  }
}

/// What `audit calibrate-gate` prints.
enum CalibrationText {
  static func lines(_ result: GateCalibration.Result, header: GateHeader) -> [String] {
    guard let null = result.bands.null else { return [] }
    var lines = [
      "\(null.changes) changes between \(null.builds) builds of \(null.codecs) codecs on \(null.images) images"
    ]
    if !result.same.isEmpty {
      lines.append("Left out, the same pictures as another build: \(result.same.joined(separator: ", "))")
    }
    var table = TextTable([("", .left), ("band", .right), ("spread", .right), ("members", .left)])
    for group in PanelGroup.allCases {
      guard let band = result.bands.groupFall[group] else { continue }
      table.add([
        group.rawValue, NumberText.fixed(band, 3), null.spread[.group(group)].map { NumberText.fixed($0, 2) } ?? "–",
        (null.panel[group] ?? []).joined(separator: " "),
      ])
    }
    lines += table.lines
    lines.append(
      "excess \(NumberText.fixed(result.bands.excess, 3)), spread of the metric "
        + NumberText.fixed(null.spread[.metric] ?? .nan, 2))
    for rate in null.rates {
      lines.append(
        "\(rate.rule.rawValue): \(rate.alarms) of \(null.changes), "
          + "\(NumberText.percent(Double(rate.alarms) / Double(null.changes))), below \(NumberText.percent(rate.upper)) at 95 %; left-out codecs \(NumberText.percent(rate.acrossCodecs)), "
          + "left-out images \(NumberText.percent(rate.acrossImages))")
    }
    for (name, judgement) in result.called {
      lines.append("called gamed: \(name): \(GateWords.message(judgement, header: header))")
    }
    for row in result.sweep {
      lines.append(
        "limits × \(NumberText.fixed(row.factor, 2)): gamed \(NumberText.percent(row.gamed)), unearned "
          + NumberText.percent(row.unearned))
    }
    for row in result.visible {
      lines.append("\(row.images) images can show gaming of \(NumberText.fixed(row.points, 2)) points")
    }
    return lines
  }

  /// What parts of the images and rates find, a line a part.
  static func power(_ name: String, _ rows: [GatePower]) -> [String] {
    rows.map { row in
      let found = GateRule.allCases.compactMap { rule in
        row.share(of: rule).flatMap { $0 > 0 ? "\(rule.rawValue) \(NumberText.percent($0))" : nil }
      }
      let part = "\(row.images) images" + (row.rates.map { " at \($0) rates" } ?? "")
      return "\(name), \(part): \(found.joined(separator: ", "))"
    }
  }
}
