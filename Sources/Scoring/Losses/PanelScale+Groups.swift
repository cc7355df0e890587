import AuditRecord

extension PanelScale {
  /// The implied score of each group for a picture: its score less (for an audited metric where lower is better, plus) the
  /// group's inflation. A group without a reading is absent.
  public func impliedScores(
    of picture: CaseMeasurement.Scored, readings: [CaseRecord.Reading], metric: MetricInfo
  ) -> [PanelGroup: Double] {
    judgement(of: picture, readings: readings).groups.mapValues { picture.score - metric.orientation * $0.value }
  }
}
