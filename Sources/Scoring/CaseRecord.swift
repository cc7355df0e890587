import AuditRecord

/// One case with its judgement: a line of `cases.jsonl`.
public struct CaseRecord: Codable, Sendable, Equatable {
  /// What was measured.
  public var measurement: CaseMeasurement
  /// What each panel member says, in the panel's order: of the picture or of it with its tone matched, whichever
  /// is kinder.
  public var readings: [PanelReading] = []
  /// Group → inflation of the picture itself, tone and all: shown, and decides nothing. Nil where its tone was not matched.
  public var plainInflationByGroup: [PanelGroup: Double]?
  /// The change of tone and what it says; nil without one.
  public var tone: ToneFinding?
  /// Group → median inflation of its voting members; a group without a reading is absent.
  public var inflationByGroup: [PanelGroup: Double] = [:]
  /// The largest group's inflation, or tone's where that is larger; nil when nothing can be said.
  public var inflation: Double?
  /// The inflation of the start by the same reading; nil when nothing can be said.
  public var startInflation: Double?
  /// The score that the panel implies: score minus inflation (plus, for an audited metric where lower is better); nil
  /// when nothing can be said.
  public var implied: Double?
  /// True when the implied score lies below the ladder, so that the inflation reads "at least".
  public var atLeast = false
  /// Group → what a bound leaves open about its inflation; nil where every group's is known.
  public var bounded: [PanelGroup: InflationBound]?
  /// True where what every group implies rose from the start, so that the picture has improved whatever its score did; nil
  /// elsewhere.
  public var improved: Bool?
  /// How far the ladders disagree on the implied score of the group that decides; nil with one ladder.
  public var honestSpread: Double?
  /// The gain scores of the MSU robustness benchmark; nil where they are not defined.
  public var gains: GainScores?
  /// What came of it.
  public var verdict: Verdict
  /// Why.
  public var finding: CaseFinding
}

extension CaseRecord: RecordLine {
  /// The kind of record that has such lines.
  public static let kind = RecordKind.audit

  /// The line that stands for a whole image.
  public static func failureKey(of image: String) -> CaseKey { CaseKey(image: image) }

  /// The lines that a finished record has of an image.
  public static func keys(of image: String, in header: RunHeader) -> [CaseKey] {
    header.attacks.flatMap { entry in
      entry.starts.map { CaseKey(image: image, start: $0, attack: entry.name) }
    }
  }

  /// Which line.
  public var key: CaseKey { measurement.key }
  /// The image.
  public var image: String { measurement.key.image }
  /// What tells whether the inputs are still those that were measured.
  public var input: String? { measurement.input }
  /// The pictures that belong to the line.
  public var picturePaths: [String] {
    [measurement.pictures.reference, measurement.pictures.start, measurement.pictures.attacked].compactMap { $0 }
  }
}

extension CaseRecord {
  /// Whether the inflation is that of the change of tone, and no group's.
  public var toneDecides: Bool { inflation != nil && tone?.points == inflation && decidingGroup == nil }

  /// Whether colour alone reads over the limit. Then the inflation is known to be over it and not by how much: people level off
  /// where colour's reading goes on rising (docs/method.md, "Tone").
  public func colourDecides(over limit: Double?) -> Bool {
    guard let limit, decidingGroup == .colour else { return false }
    return inflationByGroup.allSatisfy { $0.key == .colour || $0.value <= limit }
  }
}

/// How far an attack moved the score, in the measures of the MSU robustness benchmark (scores scaled to [0, 1]).
public struct GainScores: Codable, Sendable, Equatable {
  /// `a − s`.
  public var absolute: Double
  /// `(a − s)/(s + 1)`.
  public var relative: Double
  /// `log10(max(1 − s, s)/(|a − s| + 1e-6))`.
  public var robustness: Double
}
