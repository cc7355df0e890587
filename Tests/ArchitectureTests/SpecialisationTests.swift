import Foundation
import Testing

/// Callers hold metrics as `any PreparedMetric` and `any PreparedSteering`. What is called through the witness table of a
/// generic type is compiled once for all numbers and a hundred times slower, so conforming types are concrete.
@Suite("Specialisation") struct SpecialisationTests {
  @Test func preparedMetricsAreConcrete() throws {
    let folder = ImportTests.root.appendingPathComponent("Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var conforming: Set<Substring> = []
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n") {
        guard
          let match = line.firstMatch(
            of: /(?:struct|class|enum) (\w+)(<[^>]*>)?: [^{]*(?:PreparedMetric|PreparedSteering)/)
        else { continue }
        conforming.insert(match.1)
        #expect(match.2 == nil, "\(file): \(line)")
      }
    }
    // All metrics of the panel are called through the first two; then VMAF's and other programs', and losses.
    #expect(
      conforming == [
        "PreparedComparison", "SteeringLuma", "Prepared", "Steering", "Exact", "FunctionLoss", "SquaredErrorLoss",
        "CoarseErrorLoss", "Sum",
      ])
  }
}
