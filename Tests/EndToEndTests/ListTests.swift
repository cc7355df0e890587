import Foundation
import Testing

@Suite("audit list, --help, wrong usage") struct ListTests {
  @Test func metricsAsJSON() throws {
    let result = try Audit.run(["list", "metrics", "--format", "json"], in: try Scratch.folder())
    #expect(result.status == 0 && result.errors.isEmpty)
    let listed = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    let neg = try #require(listed.first { $0["id"] as? String == "vmafneg" })
    #expect(neg["direction"] as? String == "higher_is_better")
    #expect(neg["defaultInflationLimit"] as? Double == 6)
    let plain = try #require(listed.first { $0["id"] as? String == "vmaf" })
    #expect((plain["citation"] as? String)?.contains("NEG") == false)
  }

  @Test func helpNamesTheOptionsOfRun() throws {
    let result = try Audit.run(["--help"], in: try Scratch.folder())
    #expect(result.status == 0)
    for word in ["--metric", "--suite", "--max-inflation", "--resume", "--shard", "audit score", "audit render"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [
    ["--metric", "nonsense"], [], ["--metric", "vmafneg", "--suite", "nonsense"],
    ["--metric", "vmafneg", "--attack", "nonsense"], ["--metric", "vmafneg", "--jobs", "0"],
    ["--metric", "vmafneg", "--shard", "3/2"], ["list", "nonsense"], ["--metric", "vmafneg", "--start", "jpeg:400"],
    ["render", "somewhere", "--format", "nonsense"], ["--metric", "vmafneg", "--metric-direction", "lower"],
    ["attack", "a.png", "--metric", "vmafneg", "--attack", "none", "-o", "a.jpg"],
  ]) func wrongUsageIs64(arguments: [String]) throws {
    let result = try Audit.run(arguments, in: try Scratch.folder())
    #expect(result.status == 64)
    #expect(!result.errors.isEmpty)
  }
}
