import AuditRecord

/// What the panel says of pictures of one image: every member's value turned into points of the audited metric.
///
/// `inflation = score − implied score`, where the implied score is what honest encodes of the same image with the same
/// value of the member have (docs/method.md, "Inflation").
public struct PanelScale: Sendable {
  fileprivate typealias Curves = [(codec: String, curve: LadderCurve)]

  private struct Member: Sendable {
    let info: MetricInfo
    /// A curve a ladder, sorted by codec, over what is read of the rungs' pictures; a ladder without this member is absent.
    let curves: Curves
    /// The same over the rungs' pictures themselves.
    let plainCurves: Curves
  }

  private let members: [Member]
  private let votes: [PanelGroup: [String]]
  private let metric: MetricInfo
  /// +1 when a larger score is better, −1 otherwise.
  private let sign: Double
  /// What tone alone says.
  private let tone: ToneScale?

  /// The scale of one image.
  /// - Parameters:
  ///   - image: The image, as the ladders name it.
  ///   - ladders: Ladders of any images; those of others are ignored.
  ///   - header: The run's metric and panel.
  public init(image: String, ladders: [LadderRecord], header: RunHeader) {
    let sign = header.metric.orientation
    let own = ladders.filter { $0.image == image }.sorted { $0.codec < $1.codec }
    let isMatched = own.contains { $0.rungs.contains { $0.tone != nil } }
    members = header.panel.map { info in
      func curves(_ value: (LadderRecord.Rung) -> Double?) -> Curves {
        own.compactMap { ladder in
          let rungs = ladder.rungs.compactMap { rung in value(rung).map { (value: $0, score: sign * rung.score) } }
          let curve = LadderCurve(rungs: rungs, resolution: Self.resolution(of: ladder, header: header))
          return curve.map { (ladder.codec, $0) }
        }
      }
      let read = curves { info.read($0.panel, $0.tone).map(info.oriented) }
      return Member(
        info: info, curves: read, plainCurves: isMatched ? curves { $0.panel[info.id].map(info.oriented) } : read)
    }
    tone = ToneScale(ladders: own, metric: header.metric)
    votes = header.votes
    metric = header.metric
    self.sign = sign
  }

  /// How many points of score one value of a member may stand for: the limit, for a member that cannot resolve the limit
  /// is no witness to it; without a limit a tenth of what the ladder spans.
  private static func resolution(of ladder: LadderRecord, header: RunHeader) -> Double {
    if let limit = header.limit, limit > 0 { return limit }
    let scores = ladder.rungs.map(\.score).filter(\.isFinite)
    return ((scores.max() ?? 0) - (scores.min() ?? 0)) / 10
  }

  /// What each member says of a picture, in the panel's order: of the picture itself or of it with its tone matched,
  /// whichever is kinder. A member whose value is missing has no reading.
  public func readings(of picture: CaseMeasurement.Scored) -> [PanelReading] {
    readings(of: picture, on: \.curves) { $0.read(picture.panel, picture.tone) }
  }

  /// What each member says of the picture itself, tone and all: shown beside the other, and decides nothing.
  /// - Returns: nil where tone was not matched, so that both are the same.
  func plainReadings(of picture: CaseMeasurement.Scored) -> [PanelReading]? {
    picture.tone.map { _ in readings(of: picture, on: \.plainCurves) { picture.panel[$0.id] } }
  }

  private func readings(
    of picture: CaseMeasurement.Scored, on curves: KeyPath<Member, Curves>, _ value: (MetricInfo) -> Double?
  ) -> [PanelReading] {
    members.compactMap { member in
      guard let value = value(member.info) else { return nil }
      var byLadder: [String: ImpliedScore] = [:]
      for (codec, curve) in member[keyPath: curves] {
        let oriented =
          member.info.isUnseen(value)
          ? ImpliedScore(value: curve.floorOfBest, bound: .unseen) : curve.implied(at: member.info.oriented(value))
        guard let oriented else { continue }
        byLadder[codec] = ImpliedScore(value: sign * oriented.value, bound: oriented.bound)
      }
      guard let implied = honest(byLadder.values, score: picture.score) else {
        return PanelReading(id: member.info.id, impliedByLadder: byLadder, implied: nil, inflation: nil)
      }
      return PanelReading(
        id: member.info.id, impliedByLadder: byLadder, implied: implied,
        inflation: inflation(of: picture.score, over: implied)?.value)
    }
  }

  /// The honest score nearest to the picture's own, out of the span between what the ladders imply.
  ///
  /// Honest codecs differ in what a member makes of them at equal score, so what one value of it stands for is a span. A
  /// score within the span is one that some honest codec between the ladders has: it is not inflated. Outside, the
  /// distance to the nearer end is what no ladder accounts for. Where a ladder can read the value, one that only bounds it
  /// from above (the value is worse than its lowest rung) says nothing more. What nobody sees is not read at all.
  private func honest(_ implied: some Sequence<ImpliedScore>, score: Double) -> ImpliedScore? {
    let all = implied.filter { $0.bound != .unseen }
    let telling = all.filter { $0.bound != .below }
    let votes = (telling.isEmpty ? all : telling).map { implied in
      BoundedValue(
        sign * implied.value, lowest: implied.bound == .below ? -.infinity : nil,
        highest: implied.bound == .above ? .infinity : nil)
    }
    guard let nearest = BoundedValue.nearest(to: sign * score, votes) else { return nil }
    let bound: ImpliedScore.Bound = nearest.atLeast ? .above : nearest.atMost ? .below : .exact
    return ImpliedScore(value: sign * nearest.value, bound: bound)
  }

  /// What the groups make of the members' readings.
  func judgement(of picture: CaseMeasurement.Scored, readings: [PanelReading]) -> PanelJudgement {
    let groups = groupInflations(readings) { reading in
      reading.implied.flatMap { inflation(of: picture.score, over: $0) }
    }
    let codecs = Set(readings.flatMap(\.impliedByLadder.keys)).sorted()
    let byLadder = codecs.map { codec in
      groupInflations(readings) { reading in
        reading.impliedByLadder[codec].flatMap { inflation(of: picture.score, over: $0) }
      }
    }
    return PanelJudgement(groups: groups, groupsByLadder: byLadder, tone: tone?.finding(of: picture))
  }

  /// The change of what each group implies between two pictures, in points of the audited metric, positive for better:
  /// per member and ladder first, then the median over the ladders that can tell, then that of the voting members. A number
  /// that is only bounded is its bound.
  public func impliedChanges(
    from before: [PanelReading], to after: [PanelReading]
  ) -> [PanelGroup: Double] {
    boundedChanges(from: before, to: after).mapValues(\.value)
  }

  /// The same with what the bounds leave open.
  func boundedChanges(from before: [PanelReading], to after: [PanelReading]) -> [PanelGroup: BoundedValue] {
    let earlier = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return groupInflations(after) { reading in
      guard let old = earlier[reading.id]?.impliedByLadder else { return nil }
      let changes = reading.impliedByLadder.compactMap { codec, new -> BoundedValue? in
        guard let new = new.oriented(for: metric), let old = old[codec]?.oriented(for: metric) else { return nil }
        return new.change(from: old)
      }
      return BoundedValue.median(BoundedValue.reached(changes))
    }
  }

  /// The implied score of each group, whatever the picture itself scored: the median of its voting members, each in the
  /// middle of what the ladders imply, or of their bounds where it lies beyond all. A group that cannot tell is absent.
  public func impliedScores(_ readings: [PanelReading]) -> [PanelGroup: Double] {
    groupInflations(readings) { reading in
      let seen = reading.impliedByLadder.values.filter { $0.bound != .unseen }
      let read = seen.filter { $0.bound == .exact }
      return median((read.isEmpty ? seen : read).map(\.value)).map { BoundedValue($0) }
    }.mapValues(\.value)
  }

  private func groupInflations(
    _ readings: [PanelReading], _ value: (PanelReading) -> BoundedValue?
  ) -> [PanelGroup: BoundedValue] {
    let byID = Dictionary(readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return votes.compactMapValues { ids in BoundedValue.median(ids.compactMap { byID[$0].flatMap(value) }) }
  }

  private func inflation(of score: Double, over implied: ImpliedScore) -> BoundedValue? {
    let value = sign * (score - implied.value)
    guard value.isFinite, implied.bound != .unseen else { return nil }
    return BoundedValue(
      value, lowest: implied.bound == .above ? -.infinity : nil, highest: implied.bound == .below ? .infinity : nil)
  }
}

extension MetricInfo {
  /// +1 when a larger value is better, −1 otherwise.
  var orientation: Double { higherIsBetter ? 1 : -1 }

  /// A value so that more is better, and nothing is better than what nobody sees: differences below the visible are one
  /// value, so rungs that differ in nothing visible tell nothing apart.
  func oriented(_ value: Double) -> Double {
    guard let justVisible else { return orientation * value }
    return min(orientation * value, orientation * justVisible)
  }

  /// Whether a value is that of a difference which nobody sees.
  func isUnseen(_ value: Double) -> Bool {
    justVisible.map { orientation * value >= orientation * $0 } ?? false
  }
}
