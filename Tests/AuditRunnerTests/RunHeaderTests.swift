import AuditRecord
import QualityMetrics
import Scoring
import Testing

@testable import AuditRunner

@Suite("A run's header") struct RunHeaderTests {
  static func header(
    metric: String = "vmafneg", suite: String = "quick", suiteLimit: Double? = nil, maxInflation: Double? = nil
  ) throws -> RunHeader {
    var suite = try SuiteLibrary.suite(suite)
    if let suiteLimit { suite.limit = suiteLimit }
    return try AuditExperiment(
      metric: try #require(MetricRegistry.metric(metric)), suite: suite, dataset: Dataset.scenes(),
      maxInflation: maxInflation,
      work: WorkRequest(output: nil, jobs: 1, seed: 7, startedAt: "2026-01-01T00:00:00Z")
    ).header
  }

  @Test(arguments: MetricRegistry.panel.filter(\.descriptor.maySteer).map(\.descriptor.id))
  func theAuditedMetricDoesNotSitOnItsOwnPanel(id: String) throws {
    let header = try Self.header(metric: id)
    #expect(header.metric.id == id)
    #expect(!header.panel.contains { $0.id == id })
    #expect(header.panel.count == MetricRegistry.panel.count - 1)
    #expect(header.panel.contains { $0.votes })
  }

  @Test func aFamilyDoesNotVoteOnItself() throws {
    let header = try Self.header(metric: "ssim")
    let relatives = MetricRegistry.panel.filter {
      $0.descriptor.family == MetricRegistry.metric("ssim")?.descriptor.family && $0.descriptor.id != "ssim"
    }
    #expect(!relatives.isEmpty)
    for relative in relatives {
      #expect(header.panel.first { $0.id == relative.descriptor.id }?.votes == false, "\(relative.descriptor.id)")
    }
  }

  @Test func limits() throws {
    func expect(_ header: RunHeader, _ limit: Double?, asked: Bool) {
      #expect(header.limit == limit && header.limitWasAsked == asked)
    }
    expect(try Self.header(), 6, asked: false)
    expect(try Self.header(suiteLimit: 4), 4, asked: false)
    expect(try Self.header(suiteLimit: 4, maxInflation: 2), 2, asked: true)
    expect(try Self.header(metric: "psnr"), 1, asked: false)
    let audited = try #require(MetricRegistry.metric("ssimulacra2"))
    let work = WorkRequest(output: nil, jobs: 1, seed: 7, startedAt: "")
    let header = RunHeader(
      .gate, metric: audited, panel: [], suite: "", ladders: [], dataset: Dataset.scenes(), work: work)
    expect(header, nil, asked: false)
  }

  /// A member that gains or loses its vote moves its group's median: the limits are to be fitted anew then.
  @Test func theGatesLimitsWereFittedToThePanelThatVotes() throws {
    let header = try Self.header()
    let null = try #require(GateBands.calibrated(for: header.metric).null)
    #expect(null.panel == header.votes)
  }

  @Test func parametersAreStatedWithTheirDefaults() throws {
    let attacks = try Self.header(suite: "standard").attacks
    #expect(attacks.count > 5 && attacks.contains { !$0.parameters.isEmpty })
    for entry in attacks { #expect(!entry.title.isEmpty && !entry.starts.isEmpty) }
  }
}
