import AuditRecord
import Foundation
import ImageFiles
import QualityMetrics
import Raster
import Reporting

/// Scores the pictures of a run or a gate again and compares with its record.
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
  /// What else the record says and its own values deny.
  public var contradictions: [String] = []
  /// Recorded pictures that the folder does not hold as the metrics took them, so that they cannot be scored again, with
  /// the reason; they do not count against the record.
  public var notKept: [String] = []

  /// Whether everything that can be checked is what the record says.
  public var holds: Bool { differences.isEmpty && unreadable.isEmpty && contradictions.isEmpty }

  /// Verifies the run or the gate in `folder`, `jobs` images at a time.
  /// - Throws: `RunError.input` when the folder holds neither, or one of a metric that this program does not have.
  public static func verify(_ folder: String, jobs: Int) async throws(RunError) -> RunVerification {
    let kind: RunKind
    do throws(RunFolderError) { kind = try RunFolder.kind(of: URL(fileURLWithPath: folder)) } catch {
      throw RunError.input("\(folder): \(error)")
    }
    switch kind {
    case .audit: return try await verifyRun(folder, jobs: jobs)
    case .gate: return try await verifyGate(folder, jobs: jobs)
    case .demonstration:
      throw RunError.input(
        "\(folder): a demonstration keeps no whole pictures, so none can be scored again; `audit render` judges its "
          + "recorded values again")
    }
  }

  private static func verifyRun(_ folder: String, jobs: Int) async throws(RunError) -> RunVerification {
    let run: RunFolder
    do throws(RunFolderError) { run = try RunFolder.load(URL(fileURLWithPath: folder)) } catch {
      throw RunError.input("\(folder): \(error)")
    }
    let images = Dictionary(grouping: run.cases.filter { $0.measurement.attacked != nil }, by: \.measurement.key.image)
    let pictures = images.sorted { $0.key < $1.key }.compactMap { _, cases -> Pictures? in
      guard let reference = cases.first?.measurement.pictures.reference else { return nil }
      var expected: [String: CaseMeasurement.Scored] = [:]
      for measurement in cases.map(\.measurement) {
        if let path = measurement.pictures.start { expected[path] = measurement.start }
        if let path = measurement.pictures.attacked { expected[path] = measurement.attacked }
      }
      return Pictures(reference: reference, expected: expected)
    }
    return try await verify(pictures, of: run.header, in: folder, jobs: jobs)
  }

  // MARK: - Scoring again

  /// What a folder holds of one image, by paths relative to it.
  struct Pictures: Sendable {
    /// The reference.
    var reference: String
    /// What the record says of each picture.
    var expected: [String: CaseMeasurement.Scored]
    /// The fingerprint of the reference that was measured, where the record has it.
    var fingerprint: String?
  }

  /// Scores pictures again, `jobs` images at a time.
  static func verify(
    _ pictures: [Pictures], of header: RunHeader, in folder: String, jobs: Int
  ) async throws(RunError) -> RunVerification {
    guard let metric = MetricRegistry.metric(header.metric.id) else {
      throw RunError.input("\(folder): this program does not have the metric \"\(header.metric.id)\"")
    }
    let panel = header.panel.compactMap { MetricRegistry.metric($0.id) }
    let parts: [RunVerification]
    do {
      parts = try await concurrentMap(pictures, limit: jobs) { own in
        verify(own, metric: metric, panel: panel, folder: folder)
      }
    } catch {
      throw RunError.fault("\(error)")
    }
    return RunVerification(
      pictures: parts.reduce(0) { $0 + $1.pictures }, values: parts.reduce(0) { $0 + $1.values },
      differences: parts.flatMap(\.differences), unreadable: parts.flatMap(\.unreadable))
  }

  private static func verify(
    _ own: Pictures, metric: any QualityMetric, panel: [any QualityMetric], folder: String
  ) -> RunVerification {
    var differences: [Difference] = []
    var values = 0
    var unreadable: [String] = []
    do {
      let reference = GateStill(try ImageReader.read(path: "\(folder)/\(own.reference)").image)
      if let fingerprint = own.fingerprint, fingerprint != reference.fingerprint {
        unreadable.append("\(own.reference): is not the reference that was measured")
      }
      let witnesses = try Witnesses(metric: metric, panel: panel, reference: reference.picture)
      for (path, recorded) in own.expected.sorted(by: { $0.key < $1.key }) {
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
      return RunVerification(
        pictures: 0, values: values, differences: differences, unreadable: unreadable + ["\(error)"])
    }
    return RunVerification(
      pictures: own.expected.count, values: values, differences: differences, unreadable: unreadable)
  }
}
