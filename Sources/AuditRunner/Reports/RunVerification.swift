import AuditRecord
import Foundation
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// Holds a record against itself: its pictures are scored again, its cases are judged again, and what was concluded is
/// concluded again.
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
  public private(set) var pictures = 0
  /// Values that were compared.
  public private(set) var values = 0
  /// Judgements that were made again: of cases, and of the record as a whole.
  public private(set) var judgements = 0
  /// Whether anything was measured.
  private var hasLines = false
  /// What differs.
  public private(set) var differences: [Difference] = []
  /// Pictures that cannot be scored, with the reason.
  public private(set) var unreadable: [String] = []
  /// What else the record says and its own values deny.
  public private(set) var contradictions: [String] = []
  /// How much is there of a record that is not finished; nil for one that is.
  public private(set) var unfinished: Unfinished?
  /// Recorded pictures that the folder does not hold as the metrics took them, so that they cannot be scored again, with
  /// the reason; they do not count against the record.
  public private(set) var notKept: [String] = []

  /// Whether everything that can be checked is what the record says.
  public var holds: Bool { differences.isEmpty && unreadable.isEmpty && contradictions.isEmpty }

  /// Verifies the record in `folder`, `jobs` images at a time.
  /// - Throws: `AuditError.input` when the folder holds none, one in which there is nothing to verify, or one of a metric
  ///   that this program does not have.
  public static func verify(_ folder: String, jobs: Int) async throws(AuditError) -> RunVerification {
    let header = try RunHeader(reading: folder)
    var result = RunVerification()
    switch header.kind {
    case .audit:
      let run: RunFolder<CaseRecord> = try result.read(folder)
      try await result.verifyAudit(run, in: folder, jobs: jobs)
      try result.verify(AuditExperiment.conclusion(of: run), in: folder)
    case .gate:
      let run: RunFolder<GateLine> = try result.read(folder)
      try await result.verifyGate(run, in: folder, jobs: jobs)
      try result.verify(GateExperiment.conclusion(of: run), in: folder)
    case .losses: try result.verify(LossExperiment.conclusion(of: result.read(folder)), in: folder)
    case .fusion: try result.verify(FusionExperiment.conclusion(of: result.read(folder)), in: folder)
    case .demonstration: try result.verify(DemonstrationExperiment.conclusion(of: result.read(folder)), in: folder)
    case .evaluation: try result.verify(EvaluationExperiment.conclusion(of: result.read(folder)), in: folder)
    }
    guard result.judgements > 0 || result.hasLines else {
      throw AuditError.input(folder, "holds nothing that could be verified")
    }
    return result
  }

  /// Reads the record, which has to be finished.
  private mutating func read<Line: RecordLine>(_ folder: String) throws(AuditError) -> RunFolder<Line> {
    let run = try RunFolder<Line>(reading: folder)
    hasLines = !run.lines.isEmpty
    unfinished = run.unfinished
    if let unfinished { contradictions.append("the record \(unfinished)") }
    return run
  }

  /// Compares what the lines amount to with the recorded conclusion.
  private mutating func verify(_ record: Conclusion, in folder: String) throws(AuditError) {
    let name = record.header.kind.recordFile.rawValue
    guard let document = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      contradictions.append("\(name) is missing; `audit render` writes it")
      return
    }
    judgements += 1
    contradictions += try RecordComparison.differences(document: document, found: try record.json(), at: name)
  }

  // MARK: - An audit

  private mutating func verifyAudit(
    _ run: RunFolder<CaseRecord>, in folder: String, jobs: Int
  ) async throws(AuditError) {
    var scales: [String: PanelScale] = [:]
    for line in run.lines {
      let scale = scales[line.image] ?? PanelScale(image: line.image, ladders: run.ladders, header: run.header)
      scales[line.image] = scale
      let again = score(line.measurement, on: scale, header: run.header)
      let place = [line.image, line.key.attack, line.key.start].compactMap { $0 }.joined(separator: " ")
      contradictions += try RecordComparison.differences(recorded: line, found: again, at: place)
      judgements += 1
    }
    let images = Dictionary(grouping: run.lines.filter { $0.measurement.attacked != nil }, by: \.image)
    var pictures: [Pictures] = []
    for (image, cases) in images.sorted(by: { $0.key < $1.key }) {
      var expected: [String: CaseMeasurement.Scored] = [:]
      for measurement in cases.map(\.measurement) {
        for (path, scored) in [
          (measurement.pictures.start, measurement.start), (measurement.pictures.attacked, measurement.attacked),
        ] {
          guard let scored else { continue }
          if let path {
            expected[path] = scored
          } else {
            unreadable.append("\(image): the record names no picture of a score")
          }
        }
      }
      guard let reference = cases.first?.measurement.pictures.reference else {
        unreadable.append("\(image): the record names no reference")
        continue
      }
      pictures.append(Pictures(reference: reference, expected: expected))
    }
    try await scoreAgain(pictures, of: run.header, in: folder, jobs: jobs)
  }

  // MARK: - A gate

  /// A stream's own planes are not kept: its picture in the folder is the R, G, B that a viewer sees.
  private mutating func verifyGate(_ run: RunFolder<GateLine>, in folder: String, jobs: Int) async throws(AuditError) {
    var pictures: [Pictures] = []
    for line in run.lines {
      let isStream = Still.isStream(line.image)
      var expected: [String: CaseMeasurement.Scored] = [:]
      for picture in line.pictures where picture.scored != nil {
        let name = "\(picture.side.rawValue): \(picture.rate.folder)\(line.image)"
        if isStream {
          notKept.append("\(name): the reference was a stream, whose planes are not kept")
        } else if picture.ownPlanes == true {
          notKept.append("\(name): was a stream, whose planes are not kept")
        } else if let path = picture.path {
          expected[path] = picture.scored
        } else {
          notKept.append("\(name): the saved run that it is from did not hold it")
        }
      }
      guard let reference = line.reference else { continue }
      pictures.append(Pictures(reference: reference, expected: expected, fingerprint: line.fingerprint))
    }
    try await scoreAgain(pictures, of: run.header, in: folder, jobs: jobs)
  }

  // MARK: - Scoring again

  /// What a folder holds of one image, by paths relative to it.
  private struct Pictures: Sendable {
    /// The reference.
    var reference: String
    /// What the record says of each picture.
    var expected: [String: CaseMeasurement.Scored]
    /// The fingerprint of the reference that was measured, where the record has it.
    var fingerprint: String?
  }

  private mutating func scoreAgain(
    _ pictures: [Pictures], of header: RunHeader, in folder: String, jobs: Int
  ) async throws(AuditError) {
    guard let metric = MetricRegistry.metric(header.metric.id) else {
      throw AuditError.input(folder, "this program does not have the metric \"\(header.metric.id)\"")
    }
    let panel = header.panel.compactMap { MetricRegistry.metric($0.id) }
    let parts: [RunVerification]
    do {
      parts = try await concurrentMap(pictures, limit: jobs) { own in
        RunVerification.scored(own, metric: metric, panel: panel, folder: folder)
      }
    } catch {
      throw AuditError.fault("\(error)")
    }
    for part in parts {
      self.pictures += part.pictures
      values += part.values
      differences += part.differences
      unreadable += part.unreadable
    }
  }

  private static func scored(
    _ own: Pictures, metric: any QualityMetric, panel: [any QualityMetric], folder: String
  ) -> RunVerification {
    var result = RunVerification()
    do {
      let reference = Still(try ImageReader.read(path: "\(folder)/\(own.reference)").image)
      if let fingerprint = own.fingerprint, fingerprint != reference.fingerprint {
        result.unreadable.append("\(own.reference): is not the reference that was measured")
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
        let matched = (recorded: recorded.tone?.panel ?? [:], found: found.tone?.panel ?? [:])
        for id in Set(matched.recorded.keys).union(matched.found.keys).sorted() {
          pairs.append(("\(id) with tone matched", matched.recorded[id], matched.found[id]))
        }
        result.pictures += 1
        result.values += pairs.count
        result.differences += pairs.filter { $0.recorded != $0.found }.map {
          Difference(picture: path, metric: $0.id, recorded: $0.recorded, found: $0.found)
        }
      }
    } catch {
      result.unreadable.append("\(error)")
    }
    return result
  }
}
