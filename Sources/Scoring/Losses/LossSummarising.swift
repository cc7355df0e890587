import AuditRecord

extension LossRecord {
  /// What the lines amount to: a function of the record alone.
  /// - Parameter lines: in the order of the images, then of the request's parts.
  public init(
    _ request: LossRequest, header: RunHeader, ladders: [LadderRecord], lines: [LossLine],
    random: inout some RandomNumberGenerator
  ) {
    var pictures: [LossLine.Picture] = []
    var descents: [LossLine.Descent] = []
    var failures: [String] = []
    for line in lines {
      switch line.result {
      case .pictures(let own): pictures += own
      case .descent(let own): descents.append(own)
      case .failure(let reason): failures.append(reason)
      }
    }
    let used = Set(lines.filter { $0.key.part != nil }.map(\.image))
    let images = header.images.filter(used.contains)
    let orderings = images.flatMap { image in
      let scale = PanelScale(image: image, ladders: ladders, header: header)
      let own = pictures.filter { $0.image == image }.map { (picture: $0, readings: scale.readings(of: $0.measured)) }
      return request.losses.map { loss in
        let ranked = own.map { picture, readings in
          RankedPicture(
            isHonest: picture.isHonest, loss: picture.losses[loss.id] ?? .nan, readings: readings,
            implied: scale.impliedScores(readings))
        }
        return Ordering(image, loss: loss.id, pictures: ranked, scale: scale, margin: request.margin)
      }
    }
    self.init(
      toolVersion: header.toolVersion, metric: header.metric, panel: header.panel, losses: request.losses,
      attacks: header.attacks, starts: request.starts, seed: header.seed, datasets: header.datasets, images: images,
      failures: failures, margin: request.margin, pictures: pictures, orderings: orderings, descents: descents,
      summary: summariseLosses(
        request.losses.map(\.id), attacks: header.attacks.map(\.name), orderings: orderings, descents: descents,
        margin: request.margin, random: &random))
  }
}

/// What the comparison with the panel comes to: a row a loss, in the order given. Pure and total; intervals are 95 %
/// bootstrap intervals over images.
/// - Parameter random: The generator; the same state gives the same intervals.
func summariseLosses(
  _ losses: [String], attacks: [String], orderings: [LossRecord.Ordering], descents: [LossLine.Descent],
  margin: Double, random: inout some RandomNumberGenerator
) -> [LossSummary] {
  losses.map { loss in
    let own = orderings.filter { $0.loss == loss }
    let steps = descents.filter { $0.loss == loss }
    func rate(_ inverted: (LossRecord.Ordering) -> Int, _ pairs: (LossRecord.Ordering) -> Int) -> [Double] {
      own.compactMap { pairs($0) > 0 ? Double(inverted($0)) / Double(pairs($0)) : nil }
    }
    var summary = LossSummary(
      loss: loss, finding: nil, honestPairs: own.reduce(0) { $0 + $1.honestPairs },
      honestInversions: bootstrapMean(rate(\.honestInverted, \.honestPairs), random: &random)?.interval,
      attackedPairs: own.reduce(0) { $0 + $1.attackedPairs },
      attackedInversions: bootstrapMean(rate(\.attackedInverted, \.attackedPairs), random: &random)?.interval,
      correlation: bootstrapMedian(own.compactMap(\.correlation), random: &random)?.interval,
      susceptibility: [susceptibility(nil, steps, margin: margin, random: &random)]
        + attacks.map { attack in
          susceptibility(attack, steps.filter { $0.attack == attack }, margin: margin, random: &random)
        })
    summary.finding = summary.overall.flatMap(finding)
    return summary
  }
}

/// A loss is gamed where descending it gains points of the metric that the panel does not confirm, their whole interval
/// where there is one, and those are the most of what it gains.
func finding(_ all: LossSummary.Susceptibility) -> LossSummary.Finding? {
  guard let metric = all.metricChange?.value, let confirmed = all.confirmed?.value, let unearned = all.unearned else {
    return nil
  }
  return (unearned.lower ?? unearned.value) > 0 && confirmed < metric / 2 ? .gamed : .confirmed
}

private func susceptibility(
  _ attack: String?, _ descents: [LossLine.Descent], margin: Double, random: inout some RandomNumberGenerator
) -> LossSummary.Susceptibility {
  let images = Dictionary(grouping: descents, by: \.image).sorted { $0.key < $1.key }.map(\.value)
  // An image's descents are not independent: each image counts once, by its median.
  func interval(_ value: (LossLine.Descent) -> Double?) -> RunSummary.Interval? {
    bootstrapMedian(images.compactMap { median($0.compactMap(value)) }, random: &random)?.interval
  }
  var groups: [PanelGroup: RunSummary.Interval] = [:]
  for group in PanelGroup.allCases { groups[group] = interval { $0.groupChanges[group] } }
  let worse = descents.count { ($0.groupChanges.values.min() ?? 0) < -margin }
  return LossSummary.Susceptibility(
    attack: attack, descents: descents.count, moved: descents.count { $0.lossAfter < $0.lossBefore },
    metricChange: interval(\.metricChange), groupChanges: groups, confirmed: interval(\.confirmed),
    unearned: interval(\.unearned), shareWorse: descents.isEmpty ? 0 : Double(worse) / Double(descents.count))
}
