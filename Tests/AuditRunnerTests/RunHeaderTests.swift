import AuditRecord
import QualityMetrics
import Scoring
import Testing

@testable import AuditRunner

@Suite("A run's header") struct RunHeaderTests {
  static func options(metric: String = "vmafneg", suite: String = "quick") throws -> RunOptions {
    RunOptions(
      metric: try #require(MetricRegistry.metric(metric)), suite: try SuiteLibrary.suite(suite),
      dataset: Dataset.scenes(), output: "", jobs: 1, seed: 7, maxInflation: nil, resume: false, shard: nil,
      startedAt: "2026-01-01T00:00:00Z")
  }

  @Test(arguments: MetricRegistry.panel.map(\.descriptor.id))
  func theAuditedMetricDoesNotSitOnItsOwnPanel(id: String) throws {
    let header = RunHeader(try Self.options(metric: id))
    #expect(header.metric.id == id)
    #expect(!header.panel.contains { $0.id == id })
    #expect(header.panel.count == MetricRegistry.panel.count - 1)
    #expect(header.panel.contains { $0.votes })
  }

  @Test func aFamilyDoesNotVoteOnItself() throws {
    let header = RunHeader(try Self.options(metric: "ssim"))
    let relatives = MetricRegistry.panel.filter {
      $0.descriptor.family == MetricRegistry.metric("ssim")?.descriptor.family && $0.descriptor.id != "ssim"
    }
    #expect(!relatives.isEmpty)
    for relative in relatives {
      #expect(header.panel.first { $0.id == relative.descriptor.id }?.votes == false, "\(relative.descriptor.id)")
    }
  }

  @Test func limits() throws {
    var options = try Self.options()
    #expect(RunHeader(options).limit == 6 && !RunHeader(options).limitWasAsked)
    options.suite.limit = 4
    #expect(RunHeader(options).limit == 4 && !RunHeader(options).limitWasAsked)
    options.maxInflation = 2
    #expect(RunHeader(options).limit == 2 && RunHeader(options).limitWasAsked)
    #expect(RunHeader(try Self.options(metric: "psnr")).limit == 1)
    #expect(RunHeader(try Self.options(metric: "ssimulacra2")).limit == nil)
  }

  /// A member that gains or loses its vote moves its group's median: the limits are to be fitted anew then.
  @Test func theGatesLimitsWereFittedToThePanelThatVotes() throws {
    let header = RunHeader(try Self.options())
    let null = try #require(GateBands.calibrated(for: header.metric).null)
    #expect(null.panel == header.votes)
  }

  @Test func whatDiffersIsNamed() throws {
    let header = RunHeader(try Self.options())
    var other = header
    other.startedAt = "2027-01-01T00:00:00Z"
    #expect(header.differences(from: other).isEmpty)
    other.seed += 1
    other.images.removeLast()
    #expect(header.differences(from: other) == ["dataset", "seed"])
  }

  @Test func parametersAreStatedWithTheirDefaults() throws {
    for entry in RunHeader(try Self.options(suite: "standard")).attacks {
      #expect(!entry.title.isEmpty && !entry.starts.isEmpty)
    }
  }
}
