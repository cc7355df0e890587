import Scoring

/// What a gate can see: how often honest changes are called gamed, and the smallest gaming that would have shown.
extension GateWords {
  /// How often honest changes are called gamed, or why that is not known.
  static func falseAlarms(_ header: GateHeader) -> String {
    guard let null = header.bands.null, let rate = null.rate(of: .gamed), null.changes > 0 else {
      return "These limits were not fitted to honest changes for this metric, so no false-alarm rate can be stated."
    }
    let other =
      null.panel == header.run.votes
      ? "" : " That was measured with other members of the panel than this run's."
    return "Of \(null.changes) honest changes between \(null.builds) builds of \(null.codecs) codecs on \(null.images) "
      + "photographs these limits call \(rate.alarms) gamed, "
      + "\(NumberText.percent(Double(rate.alarms) / Double(null.changes))) (with 95 % confidence below "
      + "\(NumberText.percent(rate.upper)); \(NumberText.percent(rate.acrossCodecs)) for codecs and "
      + "\(NumberText.percent(rate.acrossImages)) on images that took no part in the fit).\(other)"
  }

  /// The smallest gaming that a run could have shown; nil when that is not known.
  static func smallestVisible(_ record: GateRecord) -> String? {
    record.overall.smallestVisible.map {
      "The smallest gaming that this run could have shown: \(NumberText.fixed($0, 2)) points."
    }
  }
}
