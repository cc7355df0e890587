import AuditRecord

extension RunRecord {
  /// What the run comes to. One that has not ended is decided only where it has failed already.
  public var standing: Standing {
    unfinished != nil && summary.standing != .failed ? .notDecided : summary.standing
  }

  /// Whether something was asked for that a case had to be judged by.
  public var isHeldAgainstSomething: Bool { header.limitWasAsked || header.known != nil }

  /// The widest span of scores over the honest encodes of an image: nothing reads as inflated by more. Nil without ladders.
  public var reach: Double? {
    Dictionary(grouping: ladders, by: \.image).values.compactMap { own in
      let scores = own.flatMap(\.rungs).map(\.score).filter(\.isFinite)
      return scores.max().flatMap { high in scores.min().map { high - $0 } }
    }.max()
  }

  /// What was found beyond the limit: what a later run may be told to expect.
  public var findings: [KnownCase] { cases.compactMap(\.asFinding) }
}

/// What the cases of a whole run come to: pure.
func runStanding(_ cases: [CaseRecord], header: RunHeader) -> Standing {
  let found = Set(cases.map { $0.standing(in: header) })
  if found.contains(.failed) { return .failed }
  if found.contains(.error) { return .error }
  if found.contains(.inflated) { return .inflated }
  if found.contains(.passed) { return .passed }
  // Nothing was judged.
  if found.contains(.notDecided) || header.limitWasAsked || header.known != nil { return .notDecided }
  return .notApplicable
}

/// What became of the findings that were expected; nil where none were. A shard is held against those of its own images.
func knownOutcome(_ cases: [CaseRecord], header: RunHeader) -> KnownOutcome<KnownCase>? {
  guard let known = header.known else { return nil }
  let images = Set(cases.map(\.image))
  let judged = Set(cases.filter { $0.verdict == .passed }.map(\.key))
  return KnownOutcome(
    found: cases.compactMap(\.asFinding),
    expected: header.shard == nil ? known.cases : known.cases.filter { images.contains($0.key.image) }, in: known,
    isJudged: judged.contains)
}
