import PanelMetrics
import Testing

@Suite("MS-SSIM") struct MultiScaleSSIMTests {
  @Test func agreesWithPiq() throws { try recordedPiqValues.expectAgreement(of: MultiScaleSSIM()) }
}
