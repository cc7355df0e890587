import AuditRecord

/// What the panel says of pictures of one image: every member's value turned into points of the audited metric.
///
/// `inflation = score − implied score`, where the implied score is what honest encodes of the same image with the same
/// value of the member have (docs/metrics.md, "Inflation").
public struct PanelScale: Sendable {
  private struct Member: Sendable {
    let info: MetricInfo
    /// A curve a ladder, sorted by codec; a ladder without this member is absent.
    let curves: [(codec: String, curve: LadderCurve)]
  }

  private let members: [Member]
  private let header: RunHeader
  /// +1 when a larger score is better, −1 otherwise.
  private let sign: Double

  /// The scale of one image.
  /// - Parameters:
  ///   - image: The image, as the ladders name it.
  ///   - ladders: Ladders of any images; those of others are ignored.
  ///   - header: The run's metric and panel.
  public init(image: String, ladders: [LadderRecord], header: RunHeader) {
    let sign = header.metric.orientation
    let own = ladders.filter { $0.image == image }.sorted { $0.codec < $1.codec }
    members = header.panel.map { info in
      let curves = own.compactMap { ladder -> (codec: String, curve: LadderCurve)? in
        let rungs = ladder.rungs.compactMap { rung in
          rung.panel[info.id].map { (value: info.orientation * $0, score: sign * rung.score) }
        }
        let curve = LadderCurve(rungs: rungs, resolution: Self.resolution(of: ladder, header: header))
        return curve.map { (ladder.codec, $0) }
      }
      return Member(info: info, curves: curves)
    }
    self.header = header
    self.sign = sign
  }

  /// How many points of score one value of a member may stand for: the limit, for a member that cannot resolve the limit
  /// is no witness to it; without a limit a tenth of what the ladder spans.
  private static func resolution(of ladder: LadderRecord, header: RunHeader) -> Double {
    if let limit = header.limit, limit > 0 { return limit }
    let scores = ladder.rungs.map(\.score).filter(\.isFinite)
    return ((scores.max() ?? 0) - (scores.min() ?? 0)) / 10
  }

  /// What each member says of a picture, in the panel's order; a member whose value is missing has no reading.
  public func readings(of picture: CaseMeasurement.Scored) -> [CaseRecord.Reading] {
    members.compactMap { member in
      guard let value = picture.panel[member.info.id] else { return nil }
      var byLadder: [String: ImpliedScore] = [:]
      for (codec, curve) in member.curves {
        guard let oriented = curve.implied(at: member.info.orientation * value) else { continue }
        byLadder[codec] = ImpliedScore(value: sign * oriented.value, bound: oriented.bound)
      }
      let votes = byLadder.values.map { implied in
        BoundedValue(
          value: sign * implied.value, atLeast: implied.bound == .above, atMost: implied.bound == .below)
      }
      guard let middle = BoundedValue.median(votes) else {
        return CaseRecord.Reading(id: member.info.id, impliedByLadder: byLadder, implied: nil, inflation: nil)
      }
      // A mixture that is open on both sides claims neither; `above` is the one that never accuses.
      let bound: ImpliedScore.Bound = middle.atLeast ? .above : middle.atMost ? .below : .exact
      let implied = ImpliedScore(value: sign * middle.value, bound: bound)
      return CaseRecord.Reading(
        id: member.info.id, impliedByLadder: byLadder, implied: implied,
        inflation: inflation(of: picture.score, over: implied)?.value)
    }
  }

  /// What the groups make of the members' readings.
  func judgement(of picture: CaseMeasurement.Scored, readings: [CaseRecord.Reading]) -> PanelJudgement {
    let groups = groupInflations(readings) { reading in
      reading.implied.flatMap { inflation(of: picture.score, over: $0) }
    }
    let codecs = Set(readings.flatMap(\.impliedByLadder.keys)).sorted()
    let byLadder = codecs.map { codec in
      groupInflations(readings) { reading in
        reading.impliedByLadder[codec].flatMap { inflation(of: picture.score, over: $0) }
      }
    }
    return PanelJudgement(groups: groups, groupsByLadder: byLadder)
  }

  /// The change of what each group implies between two pictures, in points of the audited metric, positive for better:
  /// per member first, then the median of the voting members.
  public func impliedChanges(
    from before: [CaseRecord.Reading], to after: [CaseRecord.Reading]
  ) -> [PanelGroup: Double] {
    let earlier = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return groupInflations(after) { reading in
      guard let new = reading.implied, let old = earlier[reading.id]?.implied else { return nil }
      return BoundedValue(value: sign * (new.value - old.value))
    }.mapValues(\.value)
  }

  private func groupInflations(
    _ readings: [CaseRecord.Reading], _ value: (CaseRecord.Reading) -> BoundedValue?
  ) -> [PanelGroup: BoundedValue] {
    var votes: [PanelGroup: [BoundedValue]] = [:]
    let byID = Dictionary(readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for member in members {
      // A metric is no witness to itself, whatever the header says.
      guard member.info.votes, member.info.id != header.metric.id, let group = member.info.group else { continue }
      guard let reading = byID[member.info.id], let vote = value(reading) else { continue }
      votes[group, default: []].append(vote)
    }
    return votes.compactMapValues { BoundedValue.median($0) }
  }

  private func inflation(of score: Double, over implied: ImpliedScore) -> BoundedValue? {
    let value = sign * (score - implied.value)
    guard value.isFinite else { return nil }
    return BoundedValue(value: value, atLeast: implied.bound == .below, atMost: implied.bound == .above)
  }
}

extension MetricInfo {
  /// +1 when a larger value is better, −1 otherwise.
  var orientation: Double { higherIsBetter ? 1 : -1 }
}
