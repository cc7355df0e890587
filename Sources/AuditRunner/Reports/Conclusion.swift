import AuditRecord
import Reporting
import RunStorage
import Scoring

/// A whole record of any kind: what was asked, measured and concluded. A function of what stands in its folder.
public enum Conclusion: Sendable {
  case audit(RunRecord)
  case gate(GateRecord)
  case losses(LossRecord, RunHeader)
  case fusion(FusionRecord, RunHeader)
  case demonstration(CodecDemoRecord)
  case evaluation(CodecEvaluationRecord, RunHeader)

  /// Reads a folder and concludes.
  /// - Throws: `AuditError.input`
  public init(reading folder: String) throws(AuditError) { try self.init(.folder(folder), first: folder) }

  /// Joins the shards in `folders` into `output` and concludes.
  /// - Parameter fresh: whether an unfinished run in `output` may be replaced.
  /// - Throws: `AuditError`
  public init(merging folders: [String], into output: String, fresh: Bool = false) throws(AuditError) {
    guard let first = folders.first else { throw AuditError.usage("there is nothing to merge") }
    try self.init(.shards(folders, into: output, fresh: fresh), first: first)
  }

  /// Where a record's lines come from.
  private enum Source {
    case folder(String)
    case shards([String], into: String, fresh: Bool)

    func run<Line: RecordLine>() throws(AuditError) -> RunFolder<Line> {
      switch self {
      case .folder(let folder): return try RunFolder(reading: folder)
      case .shards(let folders, let output, let fresh):
        return try RunMerge.merge(folders, into: output, of: Line.self, fresh: fresh)
      }
    }
  }

  /// - Parameter first: a folder whose header tells the kind.
  private init(_ source: Source, first: String) throws(AuditError) {
    switch try RunHeader(reading: first).kind {
    case .audit: self = AuditExperiment.conclusion(of: try source.run())
    case .gate: self = try GateExperiment.conclusion(of: source.run())
    case .losses: self = try LossExperiment.conclusion(of: source.run())
    case .fusion: self = try FusionExperiment.conclusion(of: source.run())
    case .demonstration: self = try DemonstrationExperiment.conclusion(of: source.run())
    case .evaluation: self = try EvaluationExperiment.conclusion(of: source.run())
    }
  }

  /// What was asked.
  public var header: RunHeader {
    switch self {
    case .audit(let record): return record.header
    case .gate(let record): return record.header.run
    case .losses(_, let header), .fusion(_, let header), .evaluation(_, let header): return header
    case .demonstration(let record): return record.run
    }
  }

  /// How much is there when something is missing; nil for a run that has ended.
  public var unfinished: Unfinished? {
    switch self {
    case .audit(let record): return record.unfinished
    case .gate(let record): return record.unfinished
    case .losses(let record, _): return record.unfinished
    case .fusion(let record, _): return record.unfinished
    case .demonstration(let record): return record.unfinished
    case .evaluation(let record, _): return record.unfinished
    }
  }

  /// Images and pictures that could not be used, a sentence each.
  public var failures: [String] {
    switch self {
    case .audit(let record): return record.cases.compactMap(\.problem)
    case .gate(let record): return GateWords.problems(record).map(\.sentence)
    case .losses(let record, _): return record.failures
    case .fusion(let record, _): return record.failures
    case .demonstration(let record): return record.failures
    case .evaluation(let record, _): return record.failures
    }
  }
}
