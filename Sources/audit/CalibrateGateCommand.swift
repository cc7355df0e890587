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
      The readings are of builds of codecs: every encode's size, metric and panel, and the ladders of its photograph. \
      Scripts/null-readings makes them of any encodes; those that the shipped limits are judged by are in \
      Tests/ScoringTests/NullCorpus.

      EXAMPLES
        audit calibrate-gate --readings null/readings.json --shipped
        audit calibrate-gate --readings readings.json -o bands.json
        audit gate --reference originals/ --baseline old/ --candidate new/ \\
          --bands bands.json
      """)

  @Option(help: ArgumentHelp("The file of readings.", valueName: "json"))
  var readings: String

  @Flag(help: "Judge by the limits that come with the program, and fit none.")
  var shipped = false

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
      "Judge each game on so many random parts of the images and rates, honest changes on ten times as many, and each "
        + "of some builds against itself on as many pairs of sets of rates.", valueName: "n"))
  var draws = 20

  @OptionGroup var seeds: SeedOptions

  func validate() throws {
    guard metricRise >= 0, groupRise >= 0, metricRise.isFinite, groupRise.isFinite else {
      throw ValidationError("--metric-rise and --group-rise must be numbers of at least 0")
    }
    guard !shipped || output == nil else { throw ValidationError("--shipped fits no limits to write") }
    guard draws >= 0 else { throw ValidationError("--draws must be at least 0") }
    guard target >= 0, target < 1 else { throw ValidationError("--target must be at least 0 and below 1") }
  }

  func perform() throws -> Ending {
    let corpus = try NullReadingsFile.read(readings)
    // The gate's own generator: a change is judged as a gate of the two builds judges it.
    let random = SeededRandom(seed: seeds.seed, label: "gate")
    var bands = GateBands.calibrated(for: corpus.run.metric)
    let changes = HonestChanges(of: corpus.honest, header: corpus.header(bands), random: random)
    if !shipped {
      var fitting = random
      let result = GateCalibration(metricRise: metricRise, groupRise: groupRise, target: target)
        .fit(changes, header: corpus.header(bands), random: &fitting)
      bands = result.bands
      Output.lines(CalibrationText.limits(result))
    }
    let findings = corpus.findings(changes, bands: bands, random: random)
    Output.lines(CalibrationText.lines(findings, changes, corpus.header(bands), random))
    if draws > 0 {
      let parts = corpus.honestPower(
        images: [4, 6, corpus.run.images.count], draws: 10 * draws / changes.builds.count + 1,
        bands: bands, random: random)
      Output.lines(CalibrationText.parts(parts, random: random))
      Output.lines(CalibrationText.games(corpus, draws: draws, bands: bands, random: random))
      let selves = corpus.selfComparisons(rates: [2, 3, 4], pairs: draws, bands: bands, random: random)
      Output.lines(CalibrationText.selfComparisons(selves))
    }
    if let output {
      try GateBandsFile.write(bands, to: output)
      Output.line("Wrote \(output)")
    }
    return .done
  }
}

/// What `audit calibrate-gate` prints.
enum CalibrationText {
  /// The fitted limits, with what they make of the corpus they were fitted to.
  static func limits(_ result: GateCalibration.Result) -> [String] {
    guard let null = result.bands.null else { return [] }
    var table = TextTable([("", .left), ("band", .right), ("spread", .right), ("members", .left)])
    for group in PanelGroup.allCases {
      guard let band = result.bands.groupFall[group] else { continue }
      table.add([
        group.rawValue, NumberText.fixed(band, 3), null.spread[.group(group)].map { NumberText.fixed($0, 2) } ?? "–",
        (null.panel[group] ?? []).joined(separator: " "),
      ])
    }
    var lines = ["Limits fitted to \(null.changes) changes"] + table.lines
    lines.append(
      "excess \(NumberText.fixed(result.bands.excess, 3)), spread of the metric "
        + NumberText.fixed(null.spread[.metric] ?? .nan, 2))
    for rate in null.rates {
      lines.append(
        "\(rate.rule.rawValue): \(rate.alarms) of \(null.changes), "
          + "\(NumberText.percent(Double(rate.alarms) / Double(null.changes))), "
          + "below \(NumberText.percent(rate.upper)) at 95 %; "
          + "left-out codecs \(NumberText.percent(rate.acrossCodecs)), "
          + "left-out images \(NumberText.percent(rate.acrossImages))")
    }
    for row in result.sweep {
      lines.append(
        "limits × \(NumberText.fixed(row.factor, 2)): gamed \(NumberText.percent(row.gamed)), unearned "
          + NumberText.percent(row.unearned))
    }
    return lines + (result.plan.map(GatePlanText.lines) ?? [])
  }

  /// Honest changes by codec, what is called gamed, and the games, on all photographs.
  static func lines(
    _ findings: NullFindings, _ changes: HonestChanges, _ header: GateHeader, _ random: SeededRandom
  ) -> [String] {
    let images = header.run.images.count
    let power = findings.power(images: images)
    let builds = changes.builds.mapValues(\.count)
    let all = builds.values.reduce(0, +)
    var lines = [
      "", "\(power.judged) honest changes between \(all) builds of \(builds.count) codecs on \(images) images",
    ]
    if !changes.same.isEmpty {
      lines.append("Left out, the same pictures as another build: \(changes.same.joined(separator: ", "))")
    }
    var table = TextTable(
      [("codec", .left), ("builds", .right)] + GateRule.allCases.map { ($0.rawValue, .right) })
    for (codec, found) in power.found.sorted(by: { $0.key < $1.key }) {
      table.add([codec, "\(builds[codec] ?? 0)"] + GateRule.allCases.map { "\(found[$0] ?? 0)" })
    }
    table.add(["all", "\(all)"] + GateRule.allCases.map { "\(power.counts[$0] ?? 0)" })
    lines += table.lines
    let calling = power.found.values.count { ($0[.gamed] ?? 0) > 0 }
    lines.append(
      "Honest changes are called gamed in \(calling) of \(power.found.count) codecs: \(share(power, .gamed, random))")
    for finding in findings.honest where finding.judgement.rule == .gamed {
      lines.append("called gamed: \(finding.name): \(GateWords.message(finding.judgement, header: header))")
    }
    let caught = findings.games.count { $0.judgement.rule == .gamed }
    lines.append("\(caught) of \(findings.games.count) games are called gamed")
    for finding in findings.games {
      lines.append("game \(finding.name): \(GateWords.message(finding.judgement, header: header))")
    }
    return lines
  }

  /// Honest changes on parts of the images and rates, a line a kind of part.
  static func parts(_ parts: [GatePower], random: SeededRandom) -> [String] {
    [""]
      + parts.map { part in
        "Honest changes on \(name(part)), \(part.judged) drawn: "
          + "gamed \(share(part, .gamed, random)), unearned \(share(part, .unearned, random))"
      }
  }

  /// Games on parts of six, a line a game.
  static func games(_ corpus: NullCorpus, draws: Int, bands: GateBands, random: SeededRandom) -> [String] {
    [""]
      + corpus.games.map { game in
        let parts = corpus.power(of: game, images: [6], draws: draws, bands: bands, random: random)
        return "game \(game.baseline.name)→\(game.build.name), \(draws) parts: "
          + parts.map { "on \(name($0)) \(rules($0))" }.joined(separator: "; ")
      }
  }

  /// Builds against themselves, a line a count of rates.
  static func selfComparisons(_ parts: [GatePower]) -> [String] {
    [""]
      + parts.map { part in
        "A build against itself at other rates, \(part.rates ?? 0) a side, "
          + "\(part.judged) pairs of \(part.found.count) codecs: \(rules(part))"
      }
  }

  private static func name(_ part: GatePower) -> String {
    "\(part.images) images" + (part.rates.map { " at \($0) rates" } ?? "")
  }

  private static func rules(_ part: GatePower) -> String {
    GateRule.allCases.compactMap { rule in
      part.share(of: rule).flatMap { $0 > 0 ? "\(rule.rawValue) \(NumberText.percent($0))" : nil }
    }.joined(separator: ", ")
  }

  private static func share(_ part: GatePower, _ rule: GateRule, _ random: SeededRandom) -> String {
    guard let share = part.share(of: rule) else { return "–" }
    let ends = part.interval(of: rule, random: random)
    return NumberText.percent(share)
      + (ends.map { " [\(NumberText.percent($0.lower)), \(NumberText.percent($0.upper))]" } ?? "")
  }
}
