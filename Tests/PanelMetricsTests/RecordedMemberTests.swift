import MetricKit
import PanelMetrics
import TestSupport
import Testing

@Suite("Recorded values of every panel metric") struct RecordedMemberTests {
  static let tables = [
    recordedPiqValues, recordedFidelityValues, recordedSSIMULACRA2Values, recordedButteraugliValues,
    recordedColorVideoVDPValues, recordedNLPDValues,
  ]

  /// A member without another program's values would be held to nothing but itself.
  @Test(arguments: PanelMembers.all.map(\.descriptor.id)) func areThere(id: String) {
    let recorded = Self.tables.map { $0.count(id) }.max() ?? 0
    #expect(recorded >= ReferencePair.all.count, "\(id) has no values of a reference program for the reference pairs")
  }
}
