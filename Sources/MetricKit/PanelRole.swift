import AuditRecord

/// What a metric is to the panel of independent reference metrics.
public struct PanelRole: Sendable, Equatable {
  /// The group that it belongs to.
  public let group: PanelGroup
  /// Whether it votes in its group's median, or is only shown.
  public let votes: Bool
  /// Bytes a pixel that it keeps of a prepared reference, beyond the reference's own luma and chroma: what a run's memory
  /// budget is made of. Measured at 768×512, rounded up; a test counts it again.
  public let bytesPerPixel: Int

  /// Gives a metric its place.
  public init(_ group: PanelGroup, votes: Bool, bytesPerPixel: Int) {
    self.group = group
    self.votes = votes
    self.bytesPerPixel = bytesPerPixel
  }
}
