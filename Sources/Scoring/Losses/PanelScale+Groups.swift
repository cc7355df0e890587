import AuditRecord

extension PanelScale {
  /// The implied score of each group for a picture, whatever the picture itself scored: the median of its voting members,
  /// each in the middle of what the ladders imply. A group without a reading is absent.
  public func impliedScores(
    of picture: CaseMeasurement.Scored, readings: [CaseRecord.Reading], metric: MetricInfo
  ) -> [PanelGroup: Double] {
    groupMiddles(readings)
  }
}
