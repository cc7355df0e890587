import AuditRecord
import Reporting
import RunStorage

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
  public init(reading folder: String) throws(AuditError) {
    switch try RunHeader(reading: folder).kind {
    case .audit: self = .audit(AuditExperiment.conclude(try RunFolder(reading: folder)))
    case .gate: self = .gate(try GateExperiment.conclude(try RunFolder(reading: folder)))
    case .losses: self = try .losses(RunFolder(reading: folder))
    case .fusion: self = try .fusion(RunFolder(reading: folder))
    case .demonstration: self = .demonstration(try DemonstrationExperiment.conclude(try RunFolder(reading: folder)))
    case .evaluation: self = try .evaluation(RunFolder(reading: folder))
    }
  }

  /// Joins the shards in `folders` into `output` and concludes.
  /// - Throws: `AuditError`
  public init(merging folders: [String], into output: String) throws(AuditError) {
    guard let first = folders.first else { throw AuditError.usage("there is nothing to merge") }
    switch try RunHeader(reading: first).kind {
    case .audit: self = .audit(AuditExperiment.conclude(try RunMerge.merge(folders, into: output, of: CaseRecord.self)))
    case .gate: self = .gate(try GateExperiment.conclude(try RunMerge.merge(folders, into: output, of: GateLine.self)))
    case .losses: self = try .losses(RunMerge.merge(folders, into: output, of: LossLine.self))
    case .fusion: self = try .fusion(RunMerge.merge(folders, into: output, of: FusionLine.self))
    case .demonstration:
      self = .demonstration(
        try DemonstrationExperiment.conclude(try RunMerge.merge(folders, into: output, of: CodecDemoLine.self)))
    case .evaluation: self = try .evaluation(RunMerge.merge(folders, into: output, of: CodecEvaluationLine.self))
    }
  }

  private static func losses(_ run: RunFolder<LossLine>) throws(AuditError) -> Conclusion {
    .losses(try LossExperiment.conclude(run), run.header)
  }
  private static func fusion(_ run: RunFolder<FusionLine>) throws(AuditError) -> Conclusion {
    .fusion(try FusionExperiment.conclude(run), run.header)
  }
  private static func evaluation(_ run: RunFolder<CodecEvaluationLine>) throws(AuditError) -> Conclusion {
    .evaluation(try EvaluationExperiment.conclude(run), run.header)
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

  /// Images and pictures that could not be used, a sentence each.
  public var failures: [String] {
    switch self {
    case .audit(let record):
      return record.cases.compactMap(\.problem)
    case .gate(let record): return record.pictures.compactMap(\.failure)
    case .losses(let record, _): return record.failures
    case .fusion(let record, _): return record.failures
    case .demonstration(let record): return record.failures
    case .evaluation(let record, _): return record.failures
    }
  }
}
