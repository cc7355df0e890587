import MetricKit
import Testing

@testable import VMAFMetrics

@Suite("Every metric of the VMAF family") struct VMAFFamilyTests {
  /// Models whose values libvmaf's own programs gave: the fixed-point forms to the last bit, the float forms to a digit.
  @Test func isHeldToRecordedValues() {
    let recorded = ScalarCase.recordedModels.map(\.name) + RecordedVMAFTests.models.values.map(\.name)
    for metric in VMAFFamily.all {
      let model = (metric as? IntegerVMAF)?.model ?? (metric as? FloatVMAF)?.model
      #expect(model.map { recorded.contains($0.name) } ?? false, "\(metric.descriptor.id) has no values of libvmaf")
    }
  }

  /// What a family shares is what keeps its members from voting on each other.
  @Test func isOneFamilyOutsideThePanel() {
    #expect(VMAFFamily.all.allSatisfy { $0.descriptor.family == "vmaf" && $0.descriptor.panel == nil })
  }
}
