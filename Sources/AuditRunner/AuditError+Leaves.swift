import AttackEngine
import ImageFiles
import LearnedCodec
import QualityMetrics
import RunStorage

extension AuditError {
  /// What an error of a module below says of a subject; the one place where those are told apart. An error of no such module
  /// is a fault of the program.
  /// - Parameter subject: what the error is about, where it does not say so itself.
  public init(_ error: any Error, subject: String? = nil) {
    switch error {
    case let error as AuditError: self = error
    case let error as ImageFileError: self.init(reading: error)
    case let error as VMAFModelError: self.init(.input, nil, error.description)
    case let error as CheckpointError: self.init(.input, subject, "\(error)")
    case let error as BitstreamError: self.init(.input, subject, "\(error)")
    case MetricError.disk(let reason), AttackError.metric(.disk(let reason)): self.init(.disk, nil, reason)
    case let error as MetricError: self.init(.input, subject, error.description)
    case let error as AttackError: self.init(.input, subject, error.description)
    default: self.init(.fault, subject, "\(error)")
    }
  }
}
