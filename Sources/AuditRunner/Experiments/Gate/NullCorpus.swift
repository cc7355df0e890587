import RunStorage
import Scoring

/// A null corpus that `audit gate` has measured: a run a build, the build its candidate.
public struct NullCorpus: Sendable {
  /// Builds of honest codecs.
  public let builds: [GateBuild]
  /// Gaming, to see what the limits find: a build, and what pleases the metric.
  public let gaming: [(name: String, baseline: GateBuild, candidate: GateBuild)]
  /// Metric, panel and images that all runs share.
  public let header: GateHeader

  /// Reads the runs.
  /// - Parameters:
  ///   - table: a CSV file with the columns `variant,codec,kind`, kind being `honest` or `gaming:BASELINE`.
  ///   - runs: the folder that holds a gate's folder for each variant.
  /// - Throws: `AuditError.input` naming file and reason.
  public static func load(table: String, runs: String) throws(AuditError) -> NullCorpus {
    var variants = try CSVReader(path: table)
    let columns = (
      name: try variants.column("variant"), codec: try variants.column("codec"), kind: try variants.column("kind")
    )
    var builds: [String: GateBuild] = [:]
    var order: [(name: String, codec: String, kind: String)] = []
    var common: GateHeader?
    while let row = try variants.next() {
      let (name, codec) = (row.cells[columns.name], row.cells[columns.codec])
      let record = try GateExperiment.conclude(RunFolder(reading: "\(runs)/\(name)"))
      if let common {
        let same =
          record.header.run.metric == common.run.metric && record.header.run.panel == common.run.panel
          && record.header.run.ladders == common.run.ladders && record.header.references == common.references
        guard same else {
          throw AuditError.input(
            "\(runs)/\(name): differs from the other runs in metric, panel, ladders or references")
        }
      } else {
        common = record.header
      }
      let read = gateReadings(record.pictures, ladders: record.ladders, run: record.header.run)
      let pictures = read.filter { $0.side == .candidate && $0.failure == nil && $0.bytes != nil }
      guard !pictures.isEmpty else { throw AuditError.input("\(runs)/\(name): has no picture with a size") }
      builds[name] = GateBuild(name: name, codec: codec, pictures: pictures)
      order.append((name, codec, row.cells[columns.kind]))
    }
    guard var header = common else { throw AuditError.input("\(table): names no variant") }
    header.bitsKnown = true
    header.rates = Set(builds.values.flatMap { $0.pictures.map(\.rate) }).sorted(by: RateName.inOrder)
    var gaming: [(name: String, baseline: GateBuild, candidate: GateBuild)] = []
    for row in order where row.kind != "honest" {
      let name = row.kind.hasPrefix("gaming:") ? String(row.kind.dropFirst(7)) : ""
      guard let baseline = builds[name], let candidate = builds[row.name] else {
        throw AuditError.input("\(table): \(row.name) is \"\(row.kind)\", neither honest nor gaming:BASELINE")
      }
      gaming.append(("\(name)→\(row.name)", baseline, candidate))
    }
    return NullCorpus(
      builds: order.filter { $0.kind == "honest" }.compactMap { builds[$0.name] }, gaming: gaming, header: header)
  }
}
