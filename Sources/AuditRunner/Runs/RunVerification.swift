import AuditRecord
import Foundation
import ImageFiles
import QualityMetrics
import Raster
import Reporting

/// Scores the pictures of a run again and compares with its record.
public struct RunVerification: Sendable {
  /// A value that is not what the record says.
  public struct Difference: Sendable, Equatable {
    /// The picture, relative to the run's folder.
    public let picture: String
    /// The metric's id.
    public let metric: String
    /// What the record says; nil when it has no value.
    public let recorded: Double?
    /// What the picture gives; nil when it gives none.
    public let found: Double?
  }

  /// Pictures that were scored.
  public let pictures: Int
  /// Values that were compared.
  public let values: Int
  /// What differs.
  public let differences: [Difference]
  /// Pictures that cannot be read, with the reason.
  public let unreadable: [String]

  /// Whether every value is what the record says.
  public var holds: Bool { differences.isEmpty && unreadable.isEmpty }

  /// Verifies the run in `folder`, `jobs` images at a time.
  /// - Throws: `RunError.input` when the folder holds no run, or one of a metric that this program does not have.
  public static func verify(_ folder: String, jobs: Int) async throws(RunError) -> RunVerification {
    let run: RunFolder
    do throws(RunFolderError) { run = try RunFolder.load(URL(fileURLWithPath: folder)) } catch {
      throw RunError.input("\(folder): \(error)")
    }
    guard let metric = MetricRegistry.metric(run.header.metric.id) else {
      throw RunError.input("\(folder): this program does not have the metric \"\(run.header.metric.id)\"")
    }
    let panel = run.header.panel.compactMap { MetricRegistry.metric($0.id) }
    let images = Dictionary(grouping: run.cases.filter { $0.measurement.attacked != nil }, by: \.measurement.key.image)
    let parts: [RunVerification]
    do {
      parts = try await concurrentMap(images.sorted { $0.key < $1.key }.map(\.value), limit: jobs) { cases in
        verify(cases, metric: metric, panel: panel, folder: folder)
      }
    } catch {
      throw RunError.fault("\(error)")
    }
    return RunVerification(
      pictures: parts.reduce(0) { $0 + $1.pictures }, values: parts.reduce(0) { $0 + $1.values },
      differences: parts.flatMap(\.differences), unreadable: parts.flatMap(\.unreadable))
  }

  private static func verify(
    _ cases: [CaseRecord], metric: any QualityMetric, panel: [any QualityMetric], folder: String
  ) -> RunVerification {
    var expected: [String: CaseMeasurement.Scored] = [:]
    for measurement in cases.map(\.measurement) {
      if let path = measurement.pictures.start { expected[path] = measurement.start }
      if let path = measurement.pictures.attacked { expected[path] = measurement.attacked }
    }
    var differences: [Difference] = []
    var values = 0
    do {
      guard let path = cases.first?.measurement.pictures.reference else {
        return RunVerification(pictures: 0, values: 0, differences: [], unreadable: [])
      }
      let reference = BT709.picture(try ImageReader.read(path: "\(folder)/\(path)").image)
      let witnesses = try Witnesses(metric: metric, panel: panel, reference: reference)
      for (path, recorded) in expected.sorted(by: { $0.key < $1.key }) {
        let found = try witnesses.measure(BT709.picture(try ImageReader.read(path: "\(folder)/\(path)").image))
        var pairs: [(id: String, recorded: Double?, found: Double?)] = [
          (metric.descriptor.id, recorded.score, found.score)
        ]
        for id in Set(recorded.panel.keys).union(found.panel.keys).sorted() {
          pairs.append((id, recorded.panel[id], found.panel[id]))
        }
        values += pairs.count
        differences += pairs.filter { $0.recorded != $0.found }.map {
          Difference(picture: path, metric: $0.id, recorded: $0.recorded, found: $0.found)
        }
      }
    } catch {
      return RunVerification(pictures: 0, values: values, differences: differences, unreadable: ["\(error)"])
    }
    return RunVerification(pictures: expected.count, values: values, differences: differences, unreadable: [])
  }
}
