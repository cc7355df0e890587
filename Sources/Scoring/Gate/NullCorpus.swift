import AuditRecord

/// Builds of codecs that were measured once, to judge what a gate says of changes between them.
public struct NullCorpus: Sendable {
  /// Every change from one of them to another of its codec could be made in good faith.
  public let honest: [GateBuild]
  /// What pleases the metric and not the eye, with the build that it is held against.
  public let games: [(baseline: GateBuild, build: GateBuild)]
  /// Builds at many rates, to hold each against itself at others.
  public let manyRates: [GateBuild]
  /// Metric, panel, ladders and photographs.
  public let run: RunHeader

  /// What a gate is asked of them, with these limits.
  public func header(_ bands: GateBands) -> GateHeader {
    GateHeader(
      run: run, baseline: "", candidate: "", rates: [], bitsKnown: true, bands: bands, strict: false,
      maxRegression: nil,
      failInconclusive: false)
  }

  /// What a gate finds of changes, on all photographs and at all rates.
  /// - Parameter changes: Those of this corpus' honest builds.
  /// - Parameter random: The gate's generator; each judgement begins with it anew, as a gate does.
  public func findings(
    _ changes: HonestChanges, bands: GateBands, random: some RandomNumberGenerator
  ) -> NullFindings {
    let header = header(bands)
    func finding(_ change: GateCalibration.Change) -> NullFindings.Finding {
      NullFindings.Finding(
        name: change.name, codec: change.codec, judgement: judgement(of: change.moves, header: header))
    }
    return NullFindings(
      honest: changes.changes.map(finding),
      games: games.map { finding(GateCalibration.change(from: $0, to: $1, header: header, random: random)) })
  }

  /// What a gate finds of builds held against themselves at other rates, of which nothing but `unchanged` and
  /// `inconclusive` is true.
  /// - Parameters:
  ///   - rates: Rates a side, one part of the result each.
  ///   - pairs: Pairs of sets of rates that are drawn for each build; no rate is on both sides.
  public func selfComparisons(
    rates counts: [Int], pairs: Int, bands: GateBands, random: some RandomNumberGenerator
  ) -> [GatePower] {
    let header = header(bands)
    var draw = random
    return counts.map { count in
      var power = GatePower(images: run.images.count, rates: count)
      for build in manyRates {
        let rates = Array(Set(build.pictures.map(\.rate))).sorted(by: RateName.inOrder)
        guard rates.count >= 2 * count else { continue }
        for _ in 0..<pairs {
          let drawn = pick(2 * count, of: rates, &draw)
          power.add(
            from: build.part(rates: Set(drawn.prefix(count))), to: build.part(rates: Set(drawn.dropFirst(count))),
            header: header, random: random)
        }
      }
      return power
    }
  }
}

/// What a gate finds of the changes of a null corpus.
public struct NullFindings: Sendable {
  /// One change.
  public struct Finding: Sendable {
    /// From build to build.
    public let name: String
    /// Their codec.
    public let codec: String
    /// What the gate says.
    public let judgement: GateJudgement
  }

  /// Changes between honest builds, both ways.
  public let honest: [Finding]
  /// Games.
  public let games: [Finding]

  /// Honest changes by what was found of them, as a part of all images.
  public func power(images: Int) -> GatePower {
    var result = GatePower(images: images, rates: nil)
    for finding in honest { result.add(finding.judgement.rule, codec: finding.codec) }
    return result
  }
}
